/* SPDX-License-Identifier: ISC */
/* json.h - JSON objects (RFC 8259), one a line, member by member. */
#ifndef FG_CLI_JSON_H
#define FG_CLI_JSON_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

/* Begin an object whose first member is "type". */
void fg_cli_json_begin(FILE *out, const char *type);
/*
 * Keys are plain ASCII.  A NULL value: no member.  Of a value, bytes that are
 * not UTF-8 become U+FFFD, and control characters escapes.
 */
void fg_cli_json_text(FILE *out, const char *key, const char *value);
void fg_cli_json_number(FILE *out, const char *key, unsigned long long n);
void fg_cli_json_bool(FILE *out, const char *key, bool value);
void fg_cli_json_list(
    FILE *out, const char *key, const char *const *values, size_t n);
void fg_cli_json_end(FILE *out);

#endif
