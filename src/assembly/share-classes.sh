#!/bin/sh
# share-classes.sh FOLDER: runs the program in FOLDER once, and keeps the classes that it loads in an
# archive that Java maps into memory at its next starts. Best effort: without the archive all works.
cd "$1" || exit 0
rm -f lib/classes.jsa
MASKVOS_JAVA_OPTS="-XX:ArchiveClassesAtExit=lib/classes.jsa -Xlog:disable" \
	bin/maskvos demo --frames 2 -o ../share-classes >/dev/null 2>&1
exit 0
