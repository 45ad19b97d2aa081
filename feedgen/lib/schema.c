/* SPDX-License-Identifier: ISC */
/* schema.c - one document validated: from its bytes to diagnostics. */
#include "lib/schema_internal.h"

#include <stdlib.h>

static const char *const format_names[] = {
    [FG_FORMAT_UNKNOWN] = NULL,
    [FG_FORMAT_ATOM_FEED] = "Atom feed",
    [FG_FORMAT_ATOM_ENTRY] = "Atom entry",
    [FG_FORMAT_RSS] = "RSS feed",
    [FG_FORMAT_SITEMAP] = "sitemap",
    [FG_FORMAT_SITEMAP_INDEX] = "sitemap index",
};

/* The simple types of our schemas, by the names they have there. */
static const struct {
	const char *type, *phrase;
} type_phrases[] = {
    {"ChangeFrequency", "a change frequency"},
    {"LanguageTag", "a language tag such as 'en' or 'de-AT'"},
    {"Location", "a URL with scheme and host, of 12 to 2048 characters"},
    {"NewsLanguage", "a language code such as 'en' or 'zh-cn'"},
    {"Priority", "a number from 0.0 to 1.0"},
    {"Rating", "a number from 0.0 to 5.0"},
    {"Seconds", "a number of seconds from 0 to 28800"},
    {"W3CDatetime",
	"a date such as '2024-03-28' or '2024-03-28T15:01:35+01:00'"},
    {"YesNo", "'yes' or 'no'"},
    {"anyURI", "a URL"},
    {"dateTime", "a date and time such as '2024-03-28T15:01:35+01:00'"},
    {"emailAddress", "an e-mail address"},
    {"hourOfDay", "a whole number from 0 to 23"},
    {"imageHeight", "a whole number from 1 to 400"},
    {"imageWidth", "a whole number from 1 to 144"},
    {"iri", "an IRI with a scheme, such as 'https://example.org/'"},
    {"iriReference", "a URL or a relative reference"},
    {"languageTag", "a language tag such as 'en' or 'de-AT'"},
    {"linkRelation", "a link relation such as 'alternate'"},
    {"mediaType", "a media type such as 'text/html'"},
    {"nonNegativeInteger", "a whole number"},
    {"positiveInteger", "a whole number above 0"},
    {"rfc822Date", "a date such as 'Thu, 28 Mar 2024 15:01:35 +0100'"},
    {"urlValue", "a URL with a scheme, such as 'https://example.org/'"},
};

const char *
fg_schema_type_phrase(struct fg_str type)
{
	for (size_t i = 0; i < sizeof(type_phrases) / sizeof(*type_phrases);
	     i++)
		if (fg_str_eq(type, fg_str_c(type_phrases[i].type)))
			return type_phrases[i].phrase;
	return NULL;
}

const char *
fg_format_name(enum fg_format format)
{
	return format_names[format];
}

void
fg_check_fault(
    struct fg_check *c, size_t offset, enum fg_code code, const char *argument)
{
	struct fg_fault *fault;

	if (c->fault_count == c->fault_capacity) {
		c->fault_capacity = c->fault_capacity * 2 + 8;
		c->faults =
		    realloc(c->faults, c->fault_capacity * sizeof(*c->faults));
		if (!c->faults)
			fg_out_of_memory();
	}
	fault = &c->faults[c->fault_count];
	*fault = (struct fg_fault){offset, c->fault_count, code, argument};
	c->fault_count++;
}

void
fg_check_fault_buf(struct fg_check *c, size_t offset, enum fg_code code,
    struct fg_buf *argument)
{
	fg_check_fault(c, offset, code,
	    fg_arena_cstr(c->diags->arena, fg_buf_str(argument)));
	fg_buf_free(argument);
}

bool
fg_check_enough(const struct fg_check *c)
{
	return c->fault_count >= FG_FAULTS_MOST;
}

void
fg_check_stop(struct fg_check *c)
{
	c->stopped = true;
	if (c->parser)
		xmlStopParser(c->parser);
}

void
fg_buf_add_quoted(struct fg_buf *b, struct fg_diags *d, struct fg_str text)
{
	char beginning[160]; /* more than fg_show() shows */
	size_t n = text.n < sizeof(beginning) ? text.n : sizeof(beginning);

	/* Line ends would be shown as bytes that cannot be. */
	for (size_t i = 0; i < n; i++)
		beginning[i] = fg_is_space(text.p[i]) ? ' ' : text.p[i];
	fg_buf_add_char(b, '\'');
	if (n > 0)
		fg_buf_add_c(b, fg_show(d, (struct fg_str){beginning, n}));
	fg_buf_add_char(b, '\'');
}

void
fg_buf_add_name(
    struct fg_buf *b, struct fg_diags *d, const char *prefix, const char *name)
{
	struct fg_buf full = {0};

	if (prefix && prefix[0]) {
		fg_buf_add_c(&full, prefix);
		fg_buf_add_char(&full, ':');
	}
	fg_buf_add_c(&full, name);
	fg_buf_add_quoted(b, d, fg_buf_str(&full));
	fg_buf_free(&full);
}

static int
by_offset(const void *a, const void *b)
{
	const struct fg_fault *x = a, *y = b;

	if (x->offset != y->offset)
		return x->offset < y->offset ? -1 : 1;
	return x->sequence < y->sequence ? -1 : x->sequence > y->sequence;
}

/* Record what was found, in the order of the document, in one pass over it. */
static int
report(struct fg_check *c)
{
	struct fg_place place = fg_at(1, 1);
	unsigned errors = c->diags->list.errors;
	size_t at = 0;

	if (c->transcoded)
		c->diags->text = c->text;
	if (c->fault_count > 0)
		qsort(c->faults, c->fault_count, sizeof(*c->faults), by_offset);
	for (size_t i = 0; i < c->fault_count; i++) {
		const struct fg_fault *fault = &c->faults[i];
		struct fg_place step = fg_place_of(
		    fg_str_sub(c->text, at, c->text.n), fault->offset - at);

		place.column = step.line > 1 ? step.column
					     : place.column + step.column - 1;
		place.line += step.line - 1;
		at = fault->offset;
		fg_diag(c->diags, fault->code, place, fault->argument);
	}
	free(c->faults);
	return c->diags->list.errors > errors ? -1 : 0;
}

static bool
is_blank_text(struct fg_str text)
{
	return fg_str_trim(text).n == 0;
}

int
fg_check_run(struct fg_check *c, struct fg_str document)
{
	if (document.n > FG_XML_MOST)
		return fg_diag(
		    c->diags, FG_XML_TOO_LARGE, FG_WHOLE_FILE, NULL);
	if (is_blank_text(document))
		return fg_diag(c->diags, FG_XML_EMPTY, FG_WHOLE_FILE, NULL);
	if (fg_check_decode(c, document) == 0) {
		if (is_blank_text(c->text))
			fg_check_fault(c, 0, FG_XML_EMPTY, NULL);
		else
			fg_check_parse(c);
	}
	return report(c);
}

int
fg_schemas_validate(struct fg_schemas *s, struct fg_str document,
    enum fg_format *format, struct fg_diags *d)
{
	struct fg_check c = {.schemas = s, .diags = d};
	int result = fg_check_run(&c, document);

	if (format)
		*format = c.format;
	return result;
}

int
fg_schema_validate(
    struct fg_str document, enum fg_format *format, struct fg_diags *d)
{
	struct fg_schemas *s = fg_schemas_new();
	int result = fg_schemas_validate(s, document, format, d);

	fg_schemas_free(s);
	return result;
}

enum fg_format
fg_schema_recognise(struct fg_str document)
{
	struct fg_arena arena = {0};
	struct fg_diags d = {.arena = &arena};
	struct fg_check c = {.diags = &d};

	if (document.n <= FG_XML_MOST && !is_blank_text(document) &&
	    fg_check_decode(&c, document) == 0 && !is_blank_text(c.text))
		fg_check_parse(&c);
	free(c.faults);
	fg_arena_free(&arena);
	return c.format;
}
