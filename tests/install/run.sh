#!/bin/bash
# SPDX-License-Identifier: ISC
# run.sh - install into a folder, use what is there, and uninstall it.  TAP.
#
# CC and BUILD say what was built, and with which compiler.
set -u
cd "$(dirname "$0")/../.." || exit 2
read -ra cc <<<"${CC:-cc}"
build=${BUILD:-build}
stage=$PWD/$build/stage
[[ $build == /* ]] && stage=$build/stage
work=$stage/work
number=0
failed=0
# Of a make above us its variables count, or all would be built anew with other
# flags; its job server does not.
unset MFLAGS MAKELEVEL
export MAKEFLAGS=" -- ${MAKE_VARIABLES:-}"
# shellcheck disable=SC2317 # check() calls what follows

check() { # name command...
	local name=$1
	shift
	number=$((number + 1))
	if said=$("$@" 2>&1); then
		echo "ok $number - $name"
	else
		failed=1
		printf '%s\n' "$said" | sed 's/^/# /'
		echo "not ok $number - $name"
	fi
}

make_quietly() {
	make -s CC="${cc[*]}" BUILD="$build" PREFIX=/opt/feedgen DESTDIR="$stage" "$@"
}

rm -rf "$stage"
mkdir -p "$work"
prefix=$stage/opt/feedgen
package() {
	PKG_CONFIG_PATH=$prefix/lib/pkgconfig pkg-config \
		--define-variable=prefix="$prefix" "$@" feedgen
}

# The README's example is the program of users that is compiled here.
sed -n '/^```c$/,/^```$/p' README.md | sed '/^```/d' >"$work/example.c"

compile() { # compiler standard source program [flags...]
	local compiler=$1 standard=$2 source=$3 program=$4
	shift 4
	# shellcheck disable=SC2046 # lists of flags
	$compiler "$standard" -Wall -Wextra -Wpedantic -Werror $(package --cflags) \
		-o "$work/$program" "$source" "$@" $(package --libs)
}

# Ours static, the libraries that it needs shared: --static would ask for those
# that only they need, which their packages do not bring along.
compile_static() {
	# shellcheck disable=SC2046
	"${cc[@]}" -std=c11 $(package --cflags) -o "$work/static" tests/install/use.c \
		"$prefix/lib/libfeedgen.a" -pthread \
		$(package --print-requires-private | xargs pkg-config --libs)
}

run_shared() {
	LD_LIBRARY_PATH=$prefix/lib "$@"
}

same_version() {
	[ "$(package --modversion)" = "$(run_shared "$work/use")" ] &&
		[ "$("$work/static")" = "$(run_shared "$work/use")" ]
}

has_installed_files() {
	local path
	for path in bin/feedgen include/feedgen/feedgen.h include/feedgen/feed.h \
		include/feedgen/diag.h lib/libfeedgen.a lib/libfeedgen.so \
		lib/libfeedgen.so.0 lib/pkgconfig/feedgen.pc \
		share/man/man1/feedgen.1 share/man/man5/feedgen.yml.5; do
		[ -s "$prefix/$path" ] || { echo "$path is missing"; return 1; }
	done
}

# ELF as it should be, where readelf is there to tell.
is_hardened() {
	readelf -hld "$prefix/bin/feedgen" >"$work/elf" || return 1
	grep -q 'Type:.*DYN' "$work/elf" && grep -q 'GNU_RELRO' "$work/elf" &&
		grep -q 'BIND_NOW\|FLAGS.*NOW' "$work/elf" &&
		! grep -q 'GNU_STACK.*RWE\|R[A-Z]*PATH' "$work/elf"
}

example_runs() {
	run_shared "$work/example" samples/blog "$work/out" && [ -s "$work/out/feed.xml" ]
}

is_empty() {
	local left
	left=$(find "$stage/opt" ! -type d)
	[ -z "$left" ] || { echo "left: $left"; return 1; }
}

rebuilds_nothing() {
	local said
	said=$(make CC="${cc[*]}" BUILD="$build" PREFIX=/opt/feedgen all | grep -v '^make')
	[ -z "$said" ] || { echo "$said"; return 1; }
}

check "make install" make_quietly install
check "a second make builds nothing" rebuilds_nothing
check "all files are there" has_installed_files
check "the program is hardened" is_hardened
check "the installed program runs" "$prefix/bin/feedgen" version
check "C compiles by pkg-config" compile "${cc[*]}" -std=c11 tests/install/use.c use
check "C++ compiles by pkg-config" compile "${CXX:-c++}" -std=c++11 tests/install/use.cc use++
check "C compiles against the static library" compile_static
check "the C++ program runs" run_shared "$work/use++"
check "all agree on the version" same_version
check "the README's example compiles" compile "${cc[*]}" -std=c11 "$work/example.c" example
check "the README's example builds a site" example_runs
check "make uninstall" make_quietly uninstall
check "nothing is left" is_empty
echo "1..$number"
[ "$failed" -eq 0 ] && rm -rf "$stage"
exit "$failed"
