@echo off
rem Maven with a JDK of this machine: an installed Maven, else the pinned one, fetched once.
setlocal

if not exist "%JAVA_HOME%\bin\javac.exe" (
  for %%j in (javac.exe) do if not "%%~$PATH:j"=="" for %%h in ("%%~dp$PATH:j..") do set "JAVA_HOME=%%~fh"
)
if not exist "%JAVA_HOME%\bin\javac.exe" (
  echo There is no JDK here. Install JDK 21 or newer, for example from https://adoptium.net, and set JAVA_HOME. 1>&2
  exit /b 1
)

where mvn.cmd >nul 2>nul
if not errorlevel 1 (
  call mvn.cmd %*
  exit /b
)

for /f "usebackq tokens=1,* delims==" %%a in ("%~dp0.mvn\wrapper\maven-wrapper.properties") do (
  if "%%a"=="distributionUrl" set "url=%%b"
  if "%%a"=="distributionSha256Sum" set "sum=%%b"
)
for %%u in ("%url:/=\%") do set "archive=%%~nxu"
set "name=%archive:-bin.zip=%"
set "store=%USERPROFILE%\.m2\wrapper\dists"

if not exist "%store%\%name%\bin\mvn.cmd" (
  echo mvnw: there is no Maven here; fetching %url% 1>&2
  if not exist "%store%" mkdir "%store%"
  curl -fsSL --retry 3 -o "%store%\%archive%" "%url%" || exit /b 1
  certutil -hashfile "%store%\%archive%" SHA256 | findstr /i "%sum%" >nul || (
    echo mvnw: what came from %url% is not what was pinned; nothing was installed 1>&2
    del "%store%\%archive%"
    exit /b 1
  )
  pushd "%store%"
  "%JAVA_HOME%\bin\jar.exe" xf "%archive%" || exit /b 1
  popd
  del "%store%\%archive%"
)
call "%store%\%name%\bin\mvn.cmd" %*
exit /b
