@echo off
rem Builds the zipped folder on Windows: an environment of its own, what is needed into it, then the same module as make dist.
chcp 65001 >nul
cd /d "%~dp0.."
set python=py -3
where py >nul 2>nul || set python=python
%python% -m venv --clear build\env || goto failed
build\env\Scripts\python -m pip install --quiet --upgrade pip || goto failed
build\env\Scripts\python -m pip install --quiet --constraint constraints.txt . --group dist || goto failed
build\env\Scripts\python -X utf8 -m release.folder || goto failed
pause
exit /b 0

:failed
echo.
echo Khong lam duoc. Hay chup man hinh nay va gui cho nguoi ho tro.
pause
exit /b 1
