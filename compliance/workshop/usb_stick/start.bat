@echo off
setlocal EnableExtensions DisableDelayedExpansion
title Freelancer tax helper
rem Finds a Python that fits, or installs one from this stick, and hands over to set-up\set_up.py.
set "STICK=%~dp0"
set "SETUP=%STICK%set-up\set_up.py"
set "PYTHON="
set "INSTALLER="
rem Python's launcher shall not go looking for a network.
set "PYTHON_MANAGER_AUTOMATIC_INSTALL=false"
set "PYLAUNCHER_ALLOW_INSTALL="
if exist "%SETUP%" goto :look
echo This is not the whole stick: the folder set-up is missing beside this file.
echo Copy the whole folder, or take another stick.
goto :stop

:look
call :find
if defined PYTHON goto :run

echo This computer has no Python that fits. These versions do: @VERSIONS@
for %%V in (@VERSIONS@) do call :installer %%V
if defined INSTALLER goto :offer
echo There is no Python installer on this stick either: see READ-ME-FIRST.txt,
echo "If Windows has no Python".
goto :stop

:offer
echo The stick has Python's own installer: "%INSTALLER%"
echo It installs Python for you alone; nothing else on this computer changes.
set "ANSWER="
set /p "ANSWER=Install Python now? Type y and press Enter: "
if /i "%ANSWER:~0,1%"=="y" goto :python
echo Nothing was installed.
goto :stop

:python
echo Installing Python. This takes a minute or two ...
start "" /wait "%INSTALLER%" /passive InstallAllUsers=0 Include_launcher=0 Include_test=0 Include_doc=0 Include_tcltk=0 PrependPath=0 AssociateFiles=0 Shortcuts=0
call :find
if defined PYTHON goto :run
echo Python could not be installed. Ask the trainer.
goto :stop

:run
%PYTHON% "%SETUP%" %*
if %errorlevel% neq 0 goto :stop
exit /b 0

:stop
echo.
pause
exit /b 1

:installer
if defined INSTALLER exit /b 0
if not exist "%STICK%python-for-windows" exit /b 0
pushd "%STICK%python-for-windows"
for %%F in (python-%1.*-amd64.exe) do set "INSTALLER=%%~fF"
popd
exit /b 0

:find
for %%V in (@VERSIONS@) do call :try py -%%V
call :try python
for %%V in (@VERSIONS_JOINED@) do call :try "%LOCALAPPDATA%\Programs\Python\Python%%V\python.exe"
for %%V in (@VERSIONS_JOINED@) do call :try "%ProgramFiles%\Python%%V\python.exe"
for %%V in (@VERSIONS@) do call :try "%LOCALAPPDATA%\Python\pythoncore-%%V-64\python.exe"
exit /b 0

:try
if defined PYTHON exit /b 0
%* "%SETUP%" --fits >nul 2>nul
if %errorlevel% equ 0 set PYTHON=%*
exit /b 0
