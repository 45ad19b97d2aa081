# feedgen - feeds and sitemaps of static sites. GNU make.
#
#   make            build/feedgen and build/libfeedgen.{a,so}
#   make demo       install what a build needs, build, and build a sample site
#   make test       install what the tests need, then run all of them
#   make check      all tests with what is installed
#   make unit cli golden samples lint install-test  one kind of tests
#   make sanitize clang coverage    all tests, built in another way
#   make install uninstall      PREFIX=/usr/local DESTDIR=
#   make deps test-deps ci-deps     install missing Debian packages, no more

VERSION := $(shell sed -n 's/^.define FEEDGEN_VERSION "\(.*\)"/\1/p' include/feedgen/feedgen.h)
SOVERSION := 0

# Debian packages that a build needs, and what its tests need beside them.
PACKAGES := gcc libc6-dev make pkgconf libxml2-dev libyaml-dev libcmark-dev tzdata
TEST_PACKAGES := $(PACKAGES) g++ libcmocka-dev libjansson-dev python3 mandoc \
	universal-ctags locales
CI_PACKAGES := $(TEST_PACKAGES) clang gcovr systemd

BUILD ?= build
PREFIX ?= /usr/local
BINDIR ?= $(PREFIX)/bin
LIBDIR ?= $(PREFIX)/lib
INCLUDEDIR ?= $(PREFIX)/include
MANDIR ?= $(PREFIX)/share/man
INSTALL ?= install

ifeq ($(origin CC),default)
CC := cc
endif
CFLAGS ?= -O2 -g
WERROR ?=

# The Markdown library: cmark, or cmark-gfm (libcmark-gfm{,-extensions}-dev).
MARKDOWN ?= cmark
LIBRARIES := libxml-2.0 yaml-0.1 lib$(MARKDOWN)
WARNINGS := -Wall -Wextra -Wpedantic -Wshadow -Wstrict-prototypes \
	-Wmissing-prototypes -Wvla

# $(call once,NAME,VALUE) expands VALUE when it is first needed, and keeps it:
# a goal that compiles nothing asks neither pkg-config nor the compiler.
once = $(eval $(1) := $(2))$($(1))
supported = $(foreach flag,$(1),$(shell $(CC) -Werror $(flag) -x c -c \
	/dev/null -o /dev/null 2>/dev/null && echo '$(flag)'))
library_flags = $(or $(shell pkg-config $(1) $(LIBRARIES)),$(error the \
	libraries are missing: run "make deps"))

LIBRARY_CFLAGS = $(call once,LIBRARY_CFLAGS,$(call library_flags,--cflags))
LDLIBS = $(call once,LDLIBS,$(call library_flags,--libs) -pthread)
# glibc warns about _FORTIFY_SOURCE where nothing is optimised.
HARDENING = $(call once,HARDENING,$(call supported,-fstack-protector-strong \
	-fstack-clash-protection -fcf-protection) \
	$(if $(filter -O1 -O2 -O3 -Os,$(CFLAGS)),-U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=3))
HARDENED_LINK := -Wl,-z,relro -Wl,-z,now -Wl,--as-needed

FG_CPPFLAGS := -D_GNU_SOURCE -Iinclude -Ifeedgen \
	$(if $(filter cmark-gfm,$(MARKDOWN)),-DFG_MARKDOWN_GFM)
FG_CFLAGS = -std=c11 -pthread -fPIC -fvisibility=hidden $(WARNINGS) $(WERROR) \
	$(HARDENING) $(LIBRARY_CFLAGS)
COMPILE = $(CC) $(FG_CPPFLAGS) $(CPPFLAGS) $(FG_CFLAGS) $(CFLAGS) -MMD -MP -MF $@.d -MT $@
LINK = $(CC) -pthread $(CFLAGS) $(HARDENED_LINK) $(LDFLAGS)
# One short line a file; `make V=1` shows the commands.
ifndef V
say = @$(if $(findstring s,$(firstword -$(MAKEFLAGS))),,echo '  $(1) $@';)
endif

# Every source below feedgen/ belongs to the library, those of cli/ to the program.
CLI_SOURCES := $(wildcard feedgen/cli/*.c)
LIB_SOURCES := $(filter-out $(CLI_SOURCES),$(wildcard feedgen/*/*.c))
SCHEMAS := $(wildcard feedgen/schema/*.rng feedgen/schema/*.xsd)
LIB_OBJECTS := $(LIB_SOURCES:feedgen/%.c=$(BUILD)/obj/%.o) $(BUILD)/obj/schema/embedded.o
CLI_OBJECTS := $(CLI_SOURCES:feedgen/%.c=$(BUILD)/obj/%.o)
UNIT_SOURCES := $(wildcard tests/unit/test_*.c)
UNIT_TESTS := $(UNIT_SOURCES:tests/unit/%.c=$(BUILD)/unit/%)
HEADERS := $(wildcard include/feedgen/*.h)
MAN_PAGES := $(wildcard feedgen/man/*.[15])

all: $(BUILD)/feedgen $(BUILD)/libfeedgen.a $(BUILD)/libfeedgen.so $(BUILD)/feedgen.pc

$(BUILD)/feedgen: $(CLI_OBJECTS) $(BUILD)/libfeedgen.a
	$(call say,LINK)$(LINK) -pie -o $@ $^ $(LDLIBS)

$(BUILD)/libfeedgen.a: $(LIB_OBJECTS)
	$(call say,AR)rm -f $@ && $(AR) rcs $@ $^

$(BUILD)/libfeedgen.so: $(LIB_OBJECTS)
	$(call say,LINK)$(LINK) -shared -Wl,-soname,libfeedgen.so.$(SOVERSION) -o $@ $^ $(LDLIBS)

$(BUILD)/obj/%.o: feedgen/%.c Makefile $(BUILD)/flags
	@mkdir -p $(@D)
	$(call say,CC)$(COMPILE) -c -o $@ $<

# The schemas as C strings, so that a run needs no data files.
$(BUILD)/obj/schema/embedded.c: feedgen/schema/embed.awk $(SCHEMAS) Makefile
	@mkdir -p $(@D)
	$(call say,AWK)LC_ALL=C awk -f feedgen/schema/embed.awk $(SCHEMAS) > $@

$(BUILD)/obj/schema/embedded.o: $(BUILD)/obj/schema/embedded.c $(BUILD)/flags
	$(call say,CC)$(COMPILE) -Wno-overlength-strings -c -o $@ $<

# Whoever compiles with other flags, or moves the project, gets new objects.
$(BUILD)/flags: force
	@mkdir -p $(@D)
	@echo '$(CURDIR) $(COMPILE) $(LINK)' | cmp -s - $@ || \
		echo '$(CURDIR) $(COMPILE) $(LINK)' > $@

$(BUILD)/feedgen.pc: feedgen/feedgen.pc.in Makefile include/feedgen/feedgen.h $(BUILD)/prefix
	@mkdir -p $(@D)
	$(call say,SED)sed -e 's|@PREFIX@|$(PREFIX)|' \
		-e 's|@LIBDIR@|$(patsubst $(PREFIX)/%,$${prefix}/%,$(LIBDIR))|' \
		-e 's|@INCLUDEDIR@|$(patsubst $(PREFIX)/%,$${prefix}/%,$(INCLUDEDIR))|' \
		-e 's|@VERSION@|$(VERSION)|' -e 's|@LIBRARIES@|$(LIBRARIES)|' $< > $@

$(BUILD)/prefix: force
	@mkdir -p $(@D)
	@echo '$(PREFIX) $(LIBDIR) $(INCLUDEDIR)' | cmp -s - $@ || \
		echo '$(PREFIX) $(LIBDIR) $(INCLUDEDIR)' > $@

# ---- tests ----

SUITES := unit cli golden samples lint install

# Tests put functions in the place of read() and others, which glibc's hardened
# headers define themselves.
$(BUILD)/unit/%: tests/unit/%.c $(BUILD)/libfeedgen.a $(BUILD)/flags
	@mkdir -p $(@D)
	$(call say,CC)$(COMPILE) -U_FORTIFY_SOURCE -o $@ $< $(BUILD)/libfeedgen.a $(LDFLAGS) -lcmocka -ljansson $(LDLIBS)

# The tokenizer against our fixtures and html5lib's, in the folder HTML5LIB_TESTS.
$(BUILD)/html5lib: tests/unit/html5lib_tokenizer.c $(BUILD)/libfeedgen.a $(BUILD)/flags
	@mkdir -p $(@D)
	$(call say,CC)$(COMPILE) -o $@ $< $(BUILD)/libfeedgen.a $(LDFLAGS) -ljansson $(LDLIBS)

html5lib: $(BUILD)/html5lib
	$(BUILD)/html5lib tests/html $(HTML5LIB_TESTS)

RUN_TESTS = CC='$(CC)' MAKE_VARIABLES='$(MAKEOVERRIDES)' \
	UNIT_TESTS='$(UNIT_TESTS)' tests/run.sh $(BUILD)

check: all $(UNIT_TESTS)
	@$(RUN_TESTS) $(SUITES)

unit: $(UNIT_TESTS)
	@$(RUN_TESTS) unit

cli golden samples lint: all
	@$(RUN_TESTS) $@

install-test: all
	@$(RUN_TESTS) install

test: test-deps
	@$(MAKE) --no-print-directory check

demo: deps
	@$(MAKE) --no-print-directory all
	@samples/demo.sh $(BUILD)/feedgen $(BUILD)/demo

# All tests in a build of their own; what is installed is no part of these.
SANITIZERS := -fsanitize=address,undefined -fno-sanitize-recover=all
sanitize:
	@$(MAKE) --no-print-directory check BUILD=$(BUILD)/asan HARDENING= \
		SUITES='unit cli golden' \
		CFLAGS='-O1 -g -fno-omit-frame-pointer $(SANITIZERS)'

clang:
	@$(MAKE) --no-print-directory check BUILD=$(BUILD)/clang CC=clang WERROR=-Werror

coverage:
	@$(MAKE) --no-print-directory check BUILD=$(BUILD)/coverage HARDENING= \
		SUITES='unit cli golden' CFLAGS='-O0 -g --coverage'
	gcovr --root . --filter feedgen/ --txt $(BUILD)/coverage/coverage.txt \
		--object-directory $(BUILD)/coverage $(BUILD)/coverage
	@tail -n 3 $(BUILD)/coverage/coverage.txt

# For those who have clang-format; its versions differ, so no test asks for it.
format-check:
	clang-format --dry-run --Werror $$(git ls-files 'feedgen/*.[ch]' 'include/*.h')

deps:
	@tests/tools/packages.sh $(PACKAGES)

test-deps:
	@tests/tools/packages.sh $(TEST_PACKAGES)

ci-deps:
	@tests/tools/packages.sh $(CI_PACKAGES)

# ---- installation ----

SO_NAMES := libfeedgen.so libfeedgen.so.$(SOVERSION) libfeedgen.so.$(VERSION)
PC_DIR = $(LIBDIR)/pkgconfig

install: all
	$(INSTALL) -d '$(DESTDIR)$(BINDIR)' '$(DESTDIR)$(PC_DIR)' \
		'$(DESTDIR)$(INCLUDEDIR)/feedgen' '$(DESTDIR)$(MANDIR)/man1' \
		'$(DESTDIR)$(MANDIR)/man5'
	$(INSTALL) -m 755 $(BUILD)/feedgen '$(DESTDIR)$(BINDIR)/'
	$(INSTALL) -m 644 $(HEADERS) '$(DESTDIR)$(INCLUDEDIR)/feedgen/'
	$(INSTALL) -m 644 $(BUILD)/libfeedgen.a '$(DESTDIR)$(LIBDIR)/'
	$(INSTALL) -m 644 $(BUILD)/libfeedgen.so '$(DESTDIR)$(LIBDIR)/libfeedgen.so.$(VERSION)'
	ln -sf libfeedgen.so.$(VERSION) '$(DESTDIR)$(LIBDIR)/libfeedgen.so.$(SOVERSION)'
	ln -sf libfeedgen.so.$(SOVERSION) '$(DESTDIR)$(LIBDIR)/libfeedgen.so'
	$(INSTALL) -m 644 $(BUILD)/feedgen.pc '$(DESTDIR)$(PC_DIR)/'
	for page in $(MAN_PAGES); do $(INSTALL) -m 644 $$page \
		'$(DESTDIR)$(MANDIR)'/man$${page##*.}/ || exit 1; done
	if [ -z '$(DESTDIR)' ]; then ldconfig 2>/dev/null || true; fi

uninstall:
	rm -f '$(DESTDIR)$(BINDIR)/feedgen' '$(DESTDIR)$(PC_DIR)/feedgen.pc' \
		$(foreach name,libfeedgen.a $(SO_NAMES),'$(DESTDIR)$(LIBDIR)/$(name)') \
		$(foreach header,$(notdir $(HEADERS)),'$(DESTDIR)$(INCLUDEDIR)/feedgen/$(header)') \
		$(foreach page,$(MAN_PAGES),'$(DESTDIR)$(MANDIR)/man$(subst .,,$(suffix $(page)))/$(notdir $(page))')
	rmdir '$(DESTDIR)$(INCLUDEDIR)/feedgen' 2>/dev/null || true
	if [ -z '$(DESTDIR)' ]; then ldconfig 2>/dev/null || true; fi

clean:
	rm -rf $(BUILD)

.PHONY: all check unit cli golden samples lint install-test test demo sanitize clang \
	coverage format-check html5lib deps test-deps ci-deps install uninstall \
	clean force
.DELETE_ON_ERROR:
-include $(wildcard $(addsuffix .d,$(LIB_OBJECTS) $(CLI_OBJECTS) $(UNIT_TESTS) $(BUILD)/html5lib))

# ---- against the real Jekyll ----

JEKYLL_PACKAGES := python3 jekyll ruby-jekyll-feed ruby-jekyll-sitemap
JEKYLL_SITES ?= 600

test-jekyll: $(BUILD)/feedgen
	@tests/tools/packages.sh $(JEKYLL_PACKAGES)
	python3 tests/jekyll/run.py $(BUILD)/feedgen --sites $(JEKYLL_SITES)

.PHONY: test-jekyll
