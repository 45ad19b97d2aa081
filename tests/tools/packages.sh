#!/bin/sh
# SPDX-License-Identifier: ISC
# packages.sh - install those of the named Debian packages that are missing.
#
# Where nothing is missing, nothing is asked for: no network, no sudo.
set -eu

if ! command -v dpkg-query >/dev/null; then
	echo "this is no Debian; needed is what these packages hold: $*" >&2
	exit 0
fi

missing=
for package; do
	status=$(dpkg-query -W -f '${db:Status-Abbrev}' "$package" 2>/dev/null || :)
	case $status in
	?i*) ;;
	*) missing="$missing $package" ;;
	esac
done
[ -n "$missing" ] || exit 0
echo "installing what is missing:$missing"

as_root=
if [ "$(id -u)" -ne 0 ]; then
	if ! command -v sudo >/dev/null; then
		echo "run as root: apt-get install$missing" >&2
		exit 1
	fi
	as_root=sudo
fi

# A package without a candidate, or lists of another day: ask for new lists.
# shellcheck disable=SC2086 # a list of package names
lists_are_stale() {
	for package in $missing; do
		LC_ALL=C apt-cache policy "$package" 2>/dev/null |
			grep -q '^  Candidate: [^(]' || return 0
	done
	[ -z "$(find /var/lib/apt/lists -maxdepth 1 -name '*_Packages*' \
		-mtime -1 2>/dev/null)" ]
}

update() {
	$as_root apt-get -q update
}

# shellcheck disable=SC2086
install() {
	$as_root env DEBIAN_FRONTEND=noninteractive \
		apt-get -q install -y --no-install-recommends $missing
}

if lists_are_stale; then
	update || echo "going on with the package lists that are here" >&2
	install
else
	# Lists of today can name a version that was replaced since.
	install || { update && install; }
fi
