@echo off
rem Starts Click Router, from any folder: click-router [COMMAND] [OPTIONS]. See docs\production.md, "The launcher".
rem   JAVA_HOME            the Java to use; otherwise that of the PATH
rem   CLICK_ROUTER_OPTS    more options for the JVM, such as -Xmx1g
rem   CLICK_ROUTER_CACHE   folder of the class cache; "off": none
setlocal enableextensions

for %%I in ("%~dp0..") do set "ROOT=%%~fI"
set "JAR=%ROOT%\click-router.jar"
if not exist "%JAR%" set "JAR=%ROOT%\target\click-router.jar"
if not exist "%JAR%" (
  echo click-router: there is no click-router.jar in %ROOT% 1>&2
  exit /b 2
)

set "JAVA=java.exe"
if defined JAVA_HOME if exist "%JAVA_HOME%\bin\java.exe" set "JAVA=%JAVA_HOME%\bin\java.exe"
"%JAVA%" -version >nul 2>&1
if errorlevel 1 (
  echo click-router: needs Java 17 or newer, and found none. Install one, or set JAVA_HOME to its folder. 1>&2
  exit /b 2
)
set "FEATURE=0"
for /f "tokens=3" %%V in ('""%JAVA%" -version 2^>^&1" ^| findstr /c:" version "') do (
  for /f "tokens=1 delims=.-+" %%F in ("%%~V") do set "FEATURE=%%F"
)
if %FEATURE% LSS 17 (
  echo click-router: needs Java 17 or newer, and found only %JAVA% ^(%FEATURE%^). Set JAVA_HOME to a newer one. 1>&2
  exit /b 2
)

rem A file of class-data sharing that the JVM makes at its end and renews when the jar or the JDK changes (19 or newer).
set "SHARED="
if not defined CLICK_ROUTER_CACHE set "CLICK_ROUTER_CACHE=%LOCALAPPDATA%\click-router"
if /i not "%CLICK_ROUTER_CACHE%"=="off" if %FEATURE% GEQ 19 (
  if not exist "%CLICK_ROUTER_CACHE%" mkdir "%CLICK_ROUTER_CACHE%" >nul 2>&1
  set "SHARED=-XX:+AutoCreateSharedArchive "-XX:SharedArchiveFile=%CLICK_ROUTER_CACHE%\classes-%FEATURE%.jsa""
)

set "SIZE=-XX:+UseParallelGC -XX:ParallelGCThreads=2 -Xms32m -Xmx512m -XX:TieredStopAtLevel=1"
if defined CLICK_ROUTER_OPTS set "SIZE="
"%JAVA%" %SIZE% -XX:+ExitOnOutOfMemoryError -Xlog:disable -Xlog:all=error:stderr %SHARED% %CLICK_ROUTER_OPTS% ^
  -cp "%JAR%;%ROOT%\lib\*" org.clickrouter.cli.ClickRouter %*
exit /b %ERRORLEVEL%
