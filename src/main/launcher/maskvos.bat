@echo off
rem Runs MaskVOS on the command line.
rem   JAVA_HOME          the Java to use (17 or newer); else the java on the PATH
rem   MASKVOS_JAVA_OPTS  further options for Java, e.g. -Xmx8g
setlocal
set "JAVA=java"
if defined JAVA_HOME set "JAVA=%JAVA_HOME%\bin\java"
"%JAVA%" -XX:-UsePerfData -XX:+UseSerialGC -XX:SurvivorRatio=2 -XX:TargetSurvivorRatio=90 --enable-native-access=ALL-UNNAMED -Djava.awt.headless=true %MASKVOS_JAVA_OPTS% -cp "%~dp0..\lib\*" org.maskvos.cli.Main %*
exit /b %ERRORLEVEL%
