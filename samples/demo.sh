#!/bin/sh
# SPDX-License-Identifier: ISC
# demo.sh - build the feeds of samples/blog, and show what was written.
#
# usage: samples/demo.sh PROGRAM FOLDER
set -eu
program=$1
folder=$2
cd "$(dirname "$0")/.."

rm -rf "$folder"
set -- "$program" build samples/blog -o "$folder" --now 2026-06-30T12:00:00Z
echo "$ $*"
"$@"
echo
echo "$ $program validate $folder/*.xml"
"$program" validate "$folder"/*.xml
echo
for file in "$folder"/*.xml; do
	printf '%s: %s entries, %s URLs, %s bytes\n' "$file" \
		"$(grep -cE '<(entry|item)>|<entry ' "$file" || :)" \
		"$(grep -c '<loc>' "$file" || :)" \
		"$(wc -c <"$file")"
done
echo
echo "The beginning of $folder/feed.xml:"
head -n 12 "$folder/feed.xml" | cut -c 1-100
