/* SPDX-License-Identifier: ISC */
/* print.c - text for terminals: made harmless and wrapped; complaints. */
#include "cli/print.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

/* Columns of help; the manual's width. */
#define LINE_MOST 79
/* A complaint that quotes something longer is cut. */
#define COMPLAINT_MOST 1024

size_t
fg_cli_decode(uint32_t *cp, const char *s)
{
	static const uint32_t least[] = {0, 0, 0x80, 0x800, 0x10000};
	const unsigned char *p = (const unsigned char *)s;
	size_t n = p[0] < 0x80 ? 1 : p[0] < 0xe0 ? 2 : p[0] < 0xf0 ? 3 : 4;
	uint32_t c = n == 1 ? p[0] : p[0] & (0xffu >> (n + 1));

	*cp = FG_CLI_REPLACEMENT;
	if ((p[0] >= 0x80 && p[0] < 0xc2) || p[0] > 0xf4)
		return 1;
	for (size_t i = 1; i < n; i++) {
		if ((p[i] & 0xc0) != 0x80)
			return 1;
		c = c << 6 | (p[i] & 0x3f);
	}
	if (c < least[n] || c > 0x10ffff || (c >= 0xd800 && c < 0xe000))
		return 1;
	*cp = c;
	return n;
}

bool
fg_cli_is_control(uint32_t cp)
{
	/* The last two turn the direction of what follows, too. */
	return cp < 0x20 || (cp >= 0x7f && cp < 0xa0) || cp == 0x2028 ||
	       cp == 0x2029 || (cp >= 0x202a && cp <= 0x202e) ||
	       (cp >= 0x2066 && cp <= 0x2069);
}

/* Print one character of text; its length in bytes. */
static size_t
put_character(FILE *out, const char *text, uint32_t *cp)
{
	size_t n = fg_cli_decode(cp, text);

	if (fg_cli_is_control(*cp))
		*cp = FG_CLI_REPLACEMENT;
	if (*cp == FG_CLI_REPLACEMENT)
		fputs("\xef\xbf\xbd", out);
	else
		fwrite(text, 1, n, out);
	return n;
}

void
fg_cli_put(FILE *out, const char *text)
{
	uint32_t cp;

	while (*text)
		text += put_character(out, text, &cp);
}

static unsigned
word_width(const char *word)
{
	unsigned width = 0;
	uint32_t cp;

	while (*word && *word != ' ') {
		word += fg_cli_decode(&cp, word);
		width += fg_cli_width(cp);
	}
	return width;
}

void
fg_cli_put_wrapped(FILE *out, const char *text, unsigned at, unsigned indent)
{
	bool is_first = true;
	uint32_t cp;

	while (*text) {
		unsigned width = word_width(text);

		if (!is_first && at + 1 + width > LINE_MOST) {
			fprintf(out, "\n%*s", (int)indent, "");
			at = indent;
		} else if (!is_first) {
			putc(' ', out);
			at++;
		}
		while (*text && *text != ' ')
			text += put_character(out, text, &cp);
		at += width;
		while (*text == ' ')
			text++;
		is_first = false;
	}
	putc('\n', out);
}

void
fg_cli_put_number(FILE *out, unsigned long long n)
{
	if (n < 1000) {
		fprintf(out, "%llu", n);
		return;
	}
	/* At most seven levels deep. */
	fg_cli_put_number(out, n / 1000);
	fprintf(out, ",%03llu", n % 1000);
}

void
fg_cli_put_count(
    FILE *out, unsigned long long n, const char *one, const char *many)
{
	fg_cli_put_number(out, n);
	fprintf(out, " %s", n == 1 ? one : many);
}

static void
put_complaint(const char *command, const char *format, va_list args)
{
	char message[COMPLAINT_MOST];

	vsnprintf(message, sizeof(message), format, args);
	/* Results that came before stay before it, in the same terminal. */
	fflush(stdout);
	fprintf(stderr, "feedgen%s%s: ", command ? " " : "",
	    command ? command : "");
	fg_cli_put(stderr, message);
	putc('\n', stderr);
}

void
fg_cli_complain(const char *format, ...)
{
	va_list args;

	va_start(args, format);
	put_complaint(NULL, format, args);
	va_end(args);
}

enum feedgen_status
fg_cli_misused(const char *command, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	put_complaint(command, format, args);
	va_end(args);
	fprintf(stderr, "Try 'feedgen%s%s --help'.\n", command ? " " : "",
	    command ? command : "");
	return FEEDGEN_USAGE;
}

static void *
or_give_up(void *p)
{
	if (p)
		return p;
	fg_cli_complain("out of memory");
	exit(FEEDGEN_FAILED);
}

void *
fg_cli_alloc(size_t n, size_t size)
{
	return or_give_up(calloc(n ? n : 1, size));
}

void *
fg_cli_resize(void *p, size_t size)
{
	return or_give_up(realloc(p, size));
}
