/* SPDX-License-Identifier: ISC */
/* schema_source.c - the bytes of an XML document as UTF-8. */
#include "lib/schema_internal.h"

#include <errno.h>
#include <iconv.h>

/*
 * Everything is parsed in UTF-8: libxml2 can then say at which byte it is
 * without converting all that follows again, and faults get their columns.
 */

/* The first bytes tell the family of an encoding: XML 1.0, appendix F. */
static const struct signature {
	struct fg_str bytes;
	size_t mark; /* bytes of it that are a byte order mark */
	const char *encoding;
} signatures[] = {
    {{"\xef\xbb\xbf", 3}, 3, "UTF-8"},
    {{"\x00\x00\xfe\xff", 4}, 4, "UTF-32BE"},
    {{"\xff\xfe\x00\x00", 4}, 4, "UTF-32LE"},
    {{"\xfe\xff", 2}, 2, "UTF-16BE"},
    {{"\xff\xfe", 2}, 2, "UTF-16LE"},
    {{"\x00\x00\x00<", 4}, 0, "UTF-32BE"},
    {{"<\x00\x00\x00", 4}, 0, "UTF-32LE"},
    {{"\x00<\x00?", 4}, 0, "UTF-16BE"},
    {{"<\x00?\x00", 4}, 0, "UTF-16LE"},
};

static const struct signature *
find_signature(struct fg_str document)
{
	for (size_t i = 0; i < sizeof(signatures) / sizeof(*signatures); i++)
		if (fg_str_starts(document, signatures[i].bytes))
			return &signatures[i];
	return NULL;
}

/* The name in the XML declaration, or the zero view. */
static struct fg_str
declared_encoding(struct fg_str text)
{
	struct fg_str declaration;
	size_t at, end;
	char quote;

	if (!fg_str_starts(text, FG_STR("<?xml")))
		return (struct fg_str){0};
	declaration = fg_str_sub(text, 0, fg_str_find(text, '>', 0));
	at = fg_str_search(declaration, FG_STR("encoding"), 0);
	if (at == declaration.n)
		return (struct fg_str){0};
	at += strlen("encoding");
	while (at < declaration.n &&
	       (fg_is_space(declaration.p[at]) || declaration.p[at] == '='))
		at++;
	quote = at < declaration.n ? declaration.p[at] : 0;
	if (quote != '"' && quote != '\'')
		return (struct fg_str){0};
	end = fg_str_find(declaration, quote, at + 1);
	return fg_str_sub(declaration, at + 1, end);
}

/* XML 1.0, production 81; anything else must not get to iconv. */
static bool
is_encoding_name(struct fg_str name)
{
	if (name.n == 0 || name.n > 40 || !fg_is_alpha(name.p[0]))
		return false;
	for (size_t i = 0; i < name.n; i++)
		if (!fg_is_alpha(name.p[i]) && !fg_is_digit(name.p[i]) &&
		    !memchr("._-", name.p[i], 3))
			return false;
	return true;
}

static bool
is_utf8_name(struct fg_str name)
{
	return fg_str_eq_nocase(name, FG_STR("UTF-8")) ||
	       fg_str_eq_nocase(name, FG_STR("UTF8")) ||
	       fg_str_eq_nocase(name, FG_STR("US-ASCII")) ||
	       fg_str_eq_nocase(name, FG_STR("ASCII"));
}

/* Does the declaration name the encoding that the bytes are in? */
static bool
names_family(struct fg_str declared, struct fg_str actual)
{
	struct fg_str family = fg_str_sub(actual, 0, 6); /* "UTF-16" */

	if (fg_str_eq_nocase(declared, actual) ||
	    fg_str_eq_nocase(declared, family))
		return true;
	return (fg_str_eq(family, FG_STR("UTF-16")) &&
		   fg_str_eq_nocase(declared, FG_STR("ISO-10646-UCS-2"))) ||
	       (fg_str_eq(family, FG_STR("UTF-32")) &&
		   fg_str_eq_nocase(declared, FG_STR("ISO-10646-UCS-4")));
}

static int
contradicted(struct fg_check *c, struct fg_str declared, const char *actual)
{
	struct fg_buf b = {0};

	fg_buf_add_c(&b, "the document declares the encoding ");
	fg_buf_add_quoted(&b, c->diags, declared);
	fg_buf_add_c(&b, " and is in ");
	fg_buf_add_c(&b, actual);
	fg_check_fault_buf(c, 0, FG_XML_ENCODING, &b);
	return -1;
}

static int
unknown(struct fg_check *c, struct fg_str name)
{
	struct fg_buf b = {0};

	fg_buf_add_c(&b, "the encoding ");
	fg_buf_add_quoted(&b, c->diags, name);
	fg_buf_add_c(&b, " is not known");
	fg_check_fault_buf(c, 0, FG_XML_ENCODING, &b);
	return -1;
}

/* Convert all of it; *out keeps what was good. */
static bool
convert(struct fg_buf *out, struct fg_str in, iconv_t cd)
{
	char *from = (char *)in.p; /* iconv does not write there */
	size_t left = in.n;

	while (left > 0) {
		char *to;
		size_t room = left * 2 < 4096 ? 4096 : left * 2;
		size_t space = room, done;

		fg_buf_reserve(out, room);
		to = out->p + out->n;
		done = iconv(cd, &from, &left, &to, &space);
		out->n += room - space;
		out->p[out->n] = '\0';
		if (done == (size_t)-1 && errno != E2BIG)
			return false;
	}
	return true;
}

static int
transcode(struct fg_check *c, struct fg_str in, struct fg_str encoding)
{
	char name[48];
	struct fg_buf out = {0}, b = {0};
	iconv_t cd;
	bool good;

	if (!is_encoding_name(encoding))
		return unknown(c, encoding);
	memcpy(name, encoding.p, encoding.n);
	name[encoding.n] = '\0';
	cd = iconv_open("UTF-8", name);
	if (cd == (iconv_t)-1)
		return unknown(c, encoding);
	good = convert(&out, in, cd);
	iconv_close(cd);
	c->text = fg_arena_copy(c->diags->arena, fg_buf_str(&out));
	c->transcoded = true;
	fg_buf_free(&out);
	if (good)
		return 0;
	fg_buf_add_c(&b, "the bytes that follow are not valid ");
	fg_buf_add_c(&b, name);
	fg_check_fault_buf(c, c->text.n, FG_XML_ENCODING, &b);
	return -1;
}

int
fg_check_decode(struct fg_check *c, struct fg_str document)
{
	const struct signature *found = find_signature(document);
	struct fg_str declared;

	c->text = document;
	if (found) {
		c->text = fg_str_sub(document, found->mark, document.n);
		if (found->bytes.p[0] != '\xef' &&
		    transcode(c, c->text, fg_str_c(found->encoding)))
			return -1;
	}
	declared = declared_encoding(c->text);
	if (found && declared.n > 0 &&
	    !names_family(declared, fg_str_c(found->encoding)))
		return contradicted(c, declared, found->encoding);
	if (!found && declared.n > 0 && !is_utf8_name(declared)) {
		if (fg_str_eq_nocase(
			fg_str_sub(declared, 0, 4), FG_STR("UTF-")) ||
		    fg_str_eq_nocase(
			fg_str_sub(declared, 0, 9), FG_STR("ISO-10646")))
			return contradicted(c, declared, "another one");
		if (transcode(c, c->text, declared))
			return -1;
	}
	return 0;
}
