#!/bin/sh
# SPDX-License-Identifier: ISC
# demo.sh - build the feeds of samples/blog, and show what was written.
#
# usage: samples/demo.sh PROGRAM FOLDER
set -eu
program=$1
folder=$2
cd "$(dirname "$0")/.."

run() {
	echo "$ $*"
	"$@"
	echo
}

rm -rf "$folder"
# The blog has one post with faults on purpose: three warnings tell of it.
run "$program" build samples/blog -o "$folder" --now 2026-06-30T12:00:00Z
run "$program" validate "$folder/feed.xml" "$folder/rss.xml" "$folder/sitemap.xml"
echo "The same again touches no file, as none would change:"
"$program" build samples/blog -o "$folder" --now 2026-06-30T12:00:00Z -v \
	2>/dev/null | grep -o '^[a-z]*' | sort | uniq -c
echo

echo "The newest entry in $folder/feed.xml:"
sed -n '/<entry/,/<content/p' "$folder/feed.xml" | sed '/<content/q' | cut -c 1-100
echo
find "$folder" -type f | wc -l | sed "s|\$| files are in $folder|"
find "$folder" -name '*.xml' -exec grep -hoE '<entry[ >]|<item>' {} + | wc -l |
	sed 's|$| entries in all feeds|'
grep -c '<loc>' "$folder/sitemap.xml" | sed 's|$| URLs in the sitemap|'
