# feedgen - feeds and sitemaps of static sites. GNU make.
#
#   make            build/feedgen and build/libfeedgen.{a,so}
#   make check      all tests with what is installed
#   make demo test  the README's two commands: install what is missing first
#   make install    PREFIX=/usr/local DESTDIR=

VERSION := $(shell sed -n 's/^.define FEEDGEN_VERSION "\(.*\)"/\1/p' include/feedgen/feedgen.h)
SOVERSION := 0

# Debian packages that a build needs, and what its tests need beside them.
PACKAGES := gcc libc6-dev make pkg-config libxml2-dev libyaml-dev libcmark-dev \
	libjansson-dev zlib1g-dev tzdata
TEST_PACKAGES := $(PACKAGES) clang libcmocka-dev libxml2-utils python3 mandoc \
	universal-ctags systemd

BUILD ?= build
PREFIX ?= /usr/local
BINDIR ?= $(PREFIX)/bin
LIBDIR ?= $(PREFIX)/lib
INCLUDEDIR ?= $(PREFIX)/include
MANDIR ?= $(PREFIX)/share/man

CC ?= cc
LIBRARIES := libxml-2.0 yaml-0.1 libcmark jansson zlib
CFLAGS ?= -O2 -g
WARNINGS := -Wall -Wextra -Wpedantic -Wshadow -Wstrict-prototypes \
	-Wmissing-prototypes -Wvla
FG_CPPFLAGS := -D_GNU_SOURCE -Iinclude -Ifeedgen
FG_CFLAGS = -std=c11 -pthread -fPIC -fvisibility=hidden $(WARNINGS) $(WERROR) \
	$(shell pkg-config --cflags $(LIBRARIES))
LDLIBS = $(shell pkg-config --libs $(LIBRARIES)) -pthread

COMPILE = $(CC) $(FG_CPPFLAGS) $(CPPFLAGS) $(FG_CFLAGS) $(CFLAGS) -MMD -MP

# Every source below feedgen/ belongs to the library, those of cli/ to the program.
CLI_SOURCES := $(wildcard feedgen/cli/*.c)
LIB_SOURCES := $(filter-out $(CLI_SOURCES),$(wildcard feedgen/*/*.c))
SCHEMAS := $(wildcard feedgen/schema/*.rng feedgen/schema/*.xsd)
LIB_OBJECTS := $(LIB_SOURCES:feedgen/%.c=$(BUILD)/obj/%.o) $(BUILD)/obj/schema/embedded.o
CLI_OBJECTS := $(CLI_SOURCES:feedgen/%.c=$(BUILD)/obj/%.o)
UNIT_SOURCES := $(wildcard tests/unit/test_*.c)
UNIT_TESTS := $(UNIT_SOURCES:tests/unit/%.c=$(BUILD)/unit/%)

all: $(BUILD)/feedgen $(BUILD)/libfeedgen.a $(BUILD)/libfeedgen.so

$(BUILD)/feedgen: $(CLI_OBJECTS) $(BUILD)/libfeedgen.a
	$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $^ $(LDLIBS)

$(BUILD)/libfeedgen.a: $(LIB_OBJECTS)
	rm -f $@
	$(AR) rcs $@ $^

$(BUILD)/libfeedgen.so: $(LIB_OBJECTS)
	$(CC) $(CFLAGS) $(LDFLAGS) -shared -Wl,-soname,libfeedgen.so.$(SOVERSION) -o $@ $^ $(LDLIBS)

$(BUILD)/obj/%.o: feedgen/%.c Makefile
	@mkdir -p $(@D)
	$(COMPILE) -c -o $@ $<

# The schemas as C strings, so that a run needs no data files.
$(BUILD)/obj/schema/embedded.c: feedgen/schema/embed.awk $(SCHEMAS) Makefile
	@mkdir -p $(@D)
	LC_ALL=C awk -f feedgen/schema/embed.awk $(SCHEMAS) > $@.tmp
	mv $@.tmp $@

$(BUILD)/obj/schema/embedded.o: $(BUILD)/obj/schema/embedded.c
	$(COMPILE) -Wno-overlength-strings -c -o $@ $<

$(BUILD)/unit/%: tests/unit/%.c $(BUILD)/libfeedgen.a
	@mkdir -p $(@D)
	$(COMPILE) -o $@ $< $(BUILD)/libfeedgen.a -lcmocka $(LDLIBS)

unit: $(UNIT_TESTS)
	@for t in $(UNIT_TESTS); do echo "# $$t"; $$t || exit 1; done

# The tokenizer against our fixtures and html5lib's, in the folder HTML5LIB_TESTS.
$(BUILD)/html5lib: tests/unit/html5lib_tokenizer.c $(BUILD)/libfeedgen.a
	@mkdir -p $(@D)
	$(COMPILE) -o $@ $< $(BUILD)/libfeedgen.a $(LDLIBS)

html5lib: $(BUILD)/html5lib
	$(BUILD)/html5lib tests/html $(HTML5LIB_TESTS)

clean:
	rm -rf $(BUILD)

.PHONY: all unit html5lib clean
.DELETE_ON_ERROR:
-include $(shell find $(BUILD) -name '*.d' 2>/dev/null)
