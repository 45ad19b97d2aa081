/* SPDX-License-Identifier: ISC */
/* xml.c - building an XML document with libxml2's xmlTextWriter. */
#include "lib/xml.h"

#include <inttypes.h>
#include <limits.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>

#include <libxml/parser.h>
#include <libxml/relaxng.h>
#include <libxml/xmlschemastypes.h>
#include <libxml/xmlwriter.h>

#include "base/arena.h"
#include "base/utf8.h"

/*
 * Written by us and not by xmlTextWriterStartDocument(): naming an encoding
 * there makes libxml2 recode all that follows, from UTF-8 to UTF-8.
 */
#define DECLARATION "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n"

struct fg_xml {
	xmlTextWriterPtr writer;
	struct fg_buf bytes;   /* the document so far */
	struct fg_buf scratch; /* text on its way into it */
	bool failed;
};

static pthread_once_t library_once = PTHREAD_ONCE_INIT;

static void
init_library(void)
{
	xmlInitParser();
	xmlSchemaInitTypes();
	xmlRelaxNGInitTypes();
}

void
fg_xml_library_init(void)
{
	pthread_once(&library_once, init_library);
}

const char *
fg_xml_library(void)
{
	return "libxml2 " LIBXML_DOTTED_VERSION;
}

static const char *
reference_of(char c)
{
	switch (c) {
	case '&':
		return "&amp;";
	case '<':
		return "&lt;";
	case '>':
		return "&gt;";
	case '"':
		return "&quot;";
	case '\t':
		return "&#9;";
	case '\n':
		return "&#10;";
	default:
		return "&#13;";
	}
}

int
fg_xml_escape(struct fg_buf *out, struct fg_str text, bool in_attribute)
{
	/* 1: escaped everywhere, 2: in attributes (XML 1.0, section 3.3.3) */
	static const unsigned char special[256] = {
	    ['&'] = 1, ['<'] = 1, ['>'] = 1, ['\r'] = 1,
	    ['"'] = 2, ['\t'] = 2, ['\n'] = 2,
	};
	unsigned most = in_attribute ? 2 : 1;
	size_t from = 0;

	if (fg_xml_find_illegal(text) < text.n)
		return -1;
	for (size_t i = 0; i < text.n; i++) {
		unsigned kind = special[(unsigned char)text.p[i]];

		if (kind == 0 || kind > most)
			continue;
		fg_buf_add(out, fg_str_sub(text, from, i));
		fg_buf_add_c(out, reference_of(text.p[i]));
		from = i + 1;
	}
	fg_buf_add(out, fg_str_sub(text, from, text.n));
	return 0;
}

static int
receive(void *context, const char *bytes, int n)
{
	fg_buf_add(context, (struct fg_str){bytes, (size_t)n});
	return n;
}

struct fg_xml *
fg_xml_new(void)
{
	struct fg_xml *x = calloc(1, sizeof(*x));
	xmlOutputBufferPtr output;

	fg_xml_library_init();
	if (!x)
		fg_out_of_memory();
	output = xmlOutputBufferCreateIO(receive, NULL, &x->bytes, NULL);
	if (!output)
		fg_out_of_memory();
	x->writer = xmlNewTextWriter(output);
	if (!x->writer)
		fg_out_of_memory();
	xmlTextWriterSetIndentString(x->writer, BAD_CAST "  ");
	fg_buf_add_c(&x->bytes, DECLARATION);
	return x;
}

static void
note(struct fg_xml *x, int result)
{
	if (result < 0)
		x->failed = true;
}

void
fg_xml_indent(struct fg_xml *x, bool indent)
{
	note(x, xmlTextWriterSetIndent(x->writer, indent));
}

void
fg_xml_start(struct fg_xml *x, const char *name)
{
	if (!x->failed)
		note(x, xmlTextWriterStartElement(x->writer, BAD_CAST name));
}

/*
 * Everything goes in raw, escaped by us: what xmlTextWriter escapes differs
 * between versions, and the bytes of a feed may not.
 */
void
fg_xml_raw(struct fg_xml *x, struct fg_str xml)
{
	do {
		struct fg_str part = fg_str_sub(xml, 0, INT_MAX / 2);

		if (x->failed)
			return;
		note(x, xmlTextWriterWriteRawLen(x->writer,
			    BAD_CAST(part.p ? part.p : ""), (int)part.n));
		xml = fg_str_sub(xml, part.n, xml.n);
	} while (xml.n > 0);
}

static void
write_escaped(struct fg_xml *x, struct fg_str text, bool in_attribute)
{
	fg_buf_reset(&x->scratch);
	note(x, fg_xml_escape(&x->scratch, text, in_attribute));
	fg_xml_raw(x, fg_buf_str(&x->scratch));
}

void
fg_xml_attribute(struct fg_xml *x, const char *name, const char *value)
{
	if (x->failed || !value)
		return;
	note(x, xmlTextWriterStartAttribute(x->writer, BAD_CAST name));
	write_escaped(x, fg_str_c(value), true);
	if (!x->failed)
		note(x, xmlTextWriterEndAttribute(x->writer));
}

void
fg_xml_attribute_number(struct fg_xml *x, const char *name, int64_t number)
{
	char text[24];

	if (number < 0)
		return;
	snprintf(text, sizeof(text), "%" PRId64, number);
	fg_xml_attribute(x, name, text);
}

void
fg_xml_text(struct fg_xml *x, struct fg_str text)
{
	if (!x->failed)
		write_escaped(x, text, false);
}

/*
 * Raw too: after xmlTextWriterWriteCDATA() the end tag would be indented, and
 * the blanks before it become part of the text.
 */
void
fg_xml_cdata(struct fg_xml *x, struct fg_str text)
{
	struct fg_str end = FG_STR("]]>");
	size_t from = 0, at;

	if (x->failed)
		return;
	if (fg_xml_find_illegal(text) < text.n) {
		x->failed = true;
		return;
	}
	fg_buf_reset(&x->scratch);
	fg_buf_add_c(&x->scratch, "<![CDATA[");
	while ((at = fg_str_search(text, end, from)) < text.n) {
		fg_buf_add(&x->scratch, fg_str_sub(text, from, at + 2));
		fg_buf_add_c(&x->scratch, "]]><![CDATA[");
		from = at + 2;
	}
	fg_buf_add(&x->scratch, fg_str_sub(text, from, text.n));
	fg_buf_add_c(&x->scratch, "]]>");
	fg_xml_raw(x, fg_buf_str(&x->scratch));
}

void
fg_xml_end(struct fg_xml *x)
{
	if (!x->failed)
		note(x, xmlTextWriterEndElement(x->writer));
}

void
fg_xml_element(struct fg_xml *x, const char *name, const char *text)
{
	if (!text)
		return;
	fg_xml_start(x, name);
	fg_xml_text(x, fg_str_c(text));
	fg_xml_end(x);
}

int
fg_xml_finish(struct fg_xml *x, struct fg_buf *out)
{
	bool failed;

	if (!x->failed)
		note(x, xmlTextWriterEndDocument(x->writer));
	xmlFreeTextWriter(x->writer);
	failed = x->failed;
	if (!failed)
		fg_buf_add(out, fg_buf_str(&x->bytes));
	fg_buf_free(&x->bytes);
	fg_buf_free(&x->scratch);
	free(x);
	return failed ? -1 : 0;
}
