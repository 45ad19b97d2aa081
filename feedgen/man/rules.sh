#!/bin/sh
# SPDX-License-Identifier: ISC
# rules.sh - print feedgen.1 with the list of rules that the program has.
#
# usage: feedgen/man/rules.sh FEEDGEN >new && mv new feedgen/man/feedgen.1
set -eu
export LC_ALL=C

[ $# -eq 1 ] || { echo 'usage: rules.sh FEEDGEN' >&2; exit 2; }
page=$(dirname -- "$0")/feedgen.1
rules=$("$1" help rules)

printf '%s\n' "$rules" | awk '
	# The first file: "error    date-invalid    TEXT".
	NR == FNR {
		severity = $1
		id = $2
		sub(/^[a-z]+ +[a-z0-9-]+ +/, "")
		gsub(/\\/, "\\e")
		gsub(/\047/, "\\(aq")
		# What begins with a dot would be a macro.
		sub(/^\./, "\\\\\\&.")
		list = list ".It Cm " id " Pq " severity "\n" $0 "\n"
		next
	}
	/^\.\\" rules: end/ { skipping = 0 }
	!skipping { print }
	/^\.\\" rules: begin/ {
		printf ".Bl -tag -width Ds\n%s.El\n", list
		skipping = 1
	}
' - "$page"
