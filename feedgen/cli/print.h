/* SPDX-License-Identifier: ISC */
/* print.h - text for terminals: made harmless, wrapped, measured. */
#ifndef FG_CLI_PRINT_H
#define FG_CLI_PRINT_H

#include "feedgen/feedgen.h"

#include <stdint.h>
#include <stdio.h>

#define FG_CLI_REPLACEMENT 0xfffdu

/*
 * The code point at s, which is terminated and not empty; its length in bytes.
 * A byte that is not UTF-8 is FG_CLI_REPLACEMENT, of length 1.
 */
size_t fg_cli_decode(uint32_t *cp, const char *s);
/* Would it do more to a terminal than show a character? */
bool fg_cli_is_control(uint32_t cp);
/* Columns that a terminal gives it: 0, 1 or 2. */
unsigned fg_cli_width(uint32_t cp);

/* Print text with U+FFFD for every control character and invalid byte. */
void fg_cli_put(FILE *out, const char *text);
/*
 * Print words in lines of at most 79 columns, the first at column `at`, the
 * others indented; ends the line.
 */
void fg_cli_put_wrapped(
    FILE *out, const char *text, unsigned at, unsigned indent);
/* Print 23456 as "23,456". */
void fg_cli_put_number(FILE *out, unsigned long long n);
/* Print "1 error", "2 errors". */
void fg_cli_put_count(
    FILE *out, unsigned long long n, const char *one, const char *many);

/* Print "feedgen: ", the message and the end of the line on stderr. */
__attribute__((format(printf, 1, 2))) void fg_cli_complain(
    const char *format, ...);
/* The same for a wrong use of that command, or of the program if NULL. */
__attribute__((format(printf, 2, 3))) enum feedgen_status fg_cli_misused(
    const char *command, const char *format, ...);

/* The known name that is most like the given one; begin with zeros. */
struct fg_cli_nearest {
	const char *name; /* NULL: none is like it */
	unsigned edits;
};
void fg_cli_compare(
    struct fg_cli_nearest *nearest, const char *given, const char *known);

/* Memory, zeroed; without any the program ends with status 3. */
void *fg_cli_alloc(size_t n, size_t size);
void *fg_cli_resize(void *p, size_t size);

#endif
