@echo off
rem Opens the desk: in Windows Terminal where there is one, else in this window with UTF-8.
chcp 65001 >nul
if not "%~1"=="" goto here
if defined WT_SESSION goto here
where wt.exe >nul 2>nul
if errorlevel 1 goto window
start "" wt.exe --title bienban "%~dp0program\bienban.exe"
exit /b 0

:window
title bienban
mode con: cols=120 lines=36

:here
"%~dp0program\bienban.exe" %*
set code=%errorlevel%
rem A window that was opened by a double click would vanish with what went wrong.
if not "%code%"=="0" if "%~1"=="" pause
exit /b %code%
