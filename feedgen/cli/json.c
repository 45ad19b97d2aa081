/* SPDX-License-Identifier: ISC */
/* json.c - JSON objects (RFC 8259), one a line, member by member. */
#include "cli/json.h"

#include "cli/print.h"

static void
put_string(FILE *out, const char *s)
{
	uint32_t cp;

	putc('"', out);
	while (*s) {
		size_t n = fg_cli_decode(&cp, s);

		/* Some of these are legal, but a terminal would obey them. */
		if (fg_cli_is_control(cp))
			fprintf(out, "\\u%04x", (unsigned)cp);
		else if (cp == FG_CLI_REPLACEMENT)
			fputs("\xef\xbf\xbd", out);
		else if (cp == '"' || cp == '\\')
			fprintf(out, "\\%c", (char)cp);
		else
			fwrite(s, 1, n, out);
		s += n;
	}
	putc('"', out);
}

static void
put_key(FILE *out, const char *key)
{
	fprintf(out, ",\"%s\":", key);
}

void
fg_cli_json_begin(FILE *out, const char *type)
{
	fprintf(out, "{\"type\":\"%s\"", type);
}

void
fg_cli_json_text(FILE *out, const char *key, const char *value)
{
	if (!value)
		return;
	put_key(out, key);
	put_string(out, value);
}

void
fg_cli_json_number(FILE *out, const char *key, unsigned long long n)
{
	put_key(out, key);
	fprintf(out, "%llu", n);
}

void
fg_cli_json_bool(FILE *out, const char *key, bool value)
{
	put_key(out, key);
	fputs(value ? "true" : "false", out);
}

void
fg_cli_json_list(
    FILE *out, const char *key, const char *const *values, size_t n)
{
	put_key(out, key);
	putc('[', out);
	for (size_t i = 0; i < n; i++) {
		if (i > 0)
			putc(',', out);
		put_string(out, values[i]);
	}
	putc(']', out);
}

void
fg_cli_json_end(FILE *out)
{
	fputs("}\n", out);
}
