/* SPDX-License-Identifier: ISC */
/* schema_store.c - the embedded schemas, compiled when first needed. */
#include "lib/schema_internal.h"

#include "schema/embedded.h"

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>

/* libxml2 loads what a schema includes; so that it need not, we put it in. */
#define INCLUDE FG_STR("<include href=\"extensions.rng\"/>")

enum sitemap_schema {
	SITEMAP,
	SITE_INDEX,
	IMAGE,
	NEWS,
	VIDEO,
	XHTML,
	SITEMAP_SCHEMA_COUNT
};

static const struct {
	const char *uri, *file;
} sitemap_schemas[SITEMAP_SCHEMA_COUNT] = {
    [SITEMAP] = {FG_NS_SITEMAP, "sitemap.xsd"},
    [SITE_INDEX] = {FG_NS_SITEMAP, "siteindex.xsd"},
    [IMAGE] = {"http://www.google.com/schemas/sitemap-image/1.1",
	"sitemap-image.xsd"},
    [NEWS] = {"http://www.google.com/schemas/sitemap-news/0.9",
	"sitemap-news.xsd"},
    [VIDEO] = {"http://www.google.com/schemas/sitemap-video/1.1",
	"sitemap-video.xsd"},
    [XHTML] = {"http://www.w3.org/1999/xhtml", "sitemap-xhtml.xsd"},
};

struct fg_schemas {
	pthread_mutex_t lock; /* of the pointers, while they are NULL */
	xmlRelaxNGPtr feeds[2];
	xmlSchemaPtr sitemaps[SITEMAP_SCHEMA_COUNT];
};

/* A schema of ours that does not compile is a bug, and so is a missing one. */
_Noreturn static void
broken(const char *name)
{
	fprintf(stderr, "feedgen: the built-in schema %s is broken\n", name);
	abort();
}

static struct fg_str
embedded(const char *name)
{
	for (const struct fg_embedded_schema *s = fg_embedded_schemas; s->name;
	     s++)
		if (strcmp(s->name, name) == 0)
			return (struct fg_str){s->text, s->size};
	broken(name);
}

xmlDocPtr
fg_xml_parse_trusted(struct fg_str text)
{
	return xmlReadMemory(text.p, (int)text.n, NULL, NULL,
	    XML_PARSE_NONET | XML_PARSE_NOBLANKS | XML_PARSE_NOERROR |
		XML_PARSE_NOWARNING);
}

/*
 * Put the grammar of extensions.rng in place of its include, as a <div>: the
 * same by RELAX NG 4.7, since nothing of it is overridden.
 */
static void
add_with_include(struct fg_buf *out, struct fg_str schema)
{
	struct fg_str included = embedded("extensions.rng");
	size_t at = fg_str_search(schema, INCLUDE, 0);
	size_t from = fg_str_search(included, FG_STR("<grammar"), 0);
	size_t to = fg_str_search(included, FG_STR("</grammar>"), from);

	from += strlen("<grammar");
	fg_buf_add(out, fg_str_sub(schema, 0, at));
	fg_buf_add_c(out, "<div");
	fg_buf_add(out, fg_str_sub(included, from, to));
	fg_buf_add_c(out, "</div>");
	fg_buf_add(out, fg_str_sub(schema, at + INCLUDE.n, schema.n));
}

xmlDocPtr
fg_schemas_feed_source(bool atom)
{
	const char *name = atom ? "atom.rng" : "rss.rng";
	struct fg_buf text = {0};
	xmlDocPtr doc;

	add_with_include(&text, embedded(name));
	doc = fg_xml_parse_trusted(fg_buf_str(&text));
	fg_buf_free(&text);
	if (!doc)
		broken(name);
	return doc;
}

/* Without a handler libxml2 prints what it has to say about a schema. */
static void
ignore(void *data, fg_xml_error error)
{
	(void)data;
	(void)error;
}

static xmlRelaxNGPtr
compile_feed(bool atom)
{
	xmlDocPtr doc = fg_schemas_feed_source(atom);
	xmlRelaxNGParserCtxtPtr parser = xmlRelaxNGNewDocParserCtxt(doc);
	xmlRelaxNGPtr schema;

	if (!parser)
		fg_out_of_memory();
	xmlRelaxNGSetParserStructuredErrors(parser, ignore, NULL);
	schema = xmlRelaxNGParse(parser);
	xmlRelaxNGFreeParserCtxt(parser);
	xmlFreeDoc(doc);
	if (!schema)
		broken(atom ? "atom.rng" : "rss.rng");
	return schema;
}

static xmlSchemaPtr
compile_sitemap(enum sitemap_schema which)
{
	struct fg_str text = embedded(sitemap_schemas[which].file);
	xmlSchemaParserCtxtPtr parser =
	    xmlSchemaNewMemParserCtxt(text.p, (int)text.n);
	xmlSchemaPtr schema;

	if (!parser)
		fg_out_of_memory();
	xmlSchemaSetParserStructuredErrors(parser, ignore, NULL);
	schema = xmlSchemaParse(parser);
	xmlSchemaFreeParserCtxt(parser);
	if (!schema)
		broken(sitemap_schemas[which].file);
	return schema;
}

struct fg_schemas *
fg_schemas_new(void)
{
	struct fg_schemas *s = calloc(1, sizeof(*s));

	if (!s)
		fg_out_of_memory();
	pthread_mutex_init(&s->lock, NULL);
	return s;
}

void
fg_schemas_free(struct fg_schemas *s)
{
	if (!s)
		return;
	for (size_t i = 0; i < 2; i++)
		xmlRelaxNGFree(s->feeds[i]);
	for (size_t i = 0; i < SITEMAP_SCHEMA_COUNT; i++)
		xmlSchemaFree(s->sitemaps[i]);
	pthread_mutex_destroy(&s->lock);
	free(s);
}

xmlRelaxNGPtr
fg_schemas_feed(struct fg_schemas *s, bool atom)
{
	xmlRelaxNGPtr schema;

	pthread_mutex_lock(&s->lock);
	if (!s->feeds[atom])
		s->feeds[atom] = compile_feed(atom);
	schema = s->feeds[atom];
	pthread_mutex_unlock(&s->lock);
	return schema;
}

static enum sitemap_schema
find_sitemap(const char *uri, bool index)
{
	enum sitemap_schema which = index ? SITE_INDEX : SITEMAP;

	while (which < SITEMAP_SCHEMA_COUNT &&
	       strcmp(sitemap_schemas[which].uri, uri) != 0)
		which++;
	return which;
}

/* The tag of our schema that declares it; names are unique in each. */
static struct fg_str
find_declaration(
    const char *uri, bool index, const char *kind, struct fg_str name)
{
	enum sitemap_schema which = find_sitemap(uri ? uri : "", index);
	struct fg_buf start = {0};
	struct fg_str schema;
	size_t at;

	if (which == SITEMAP_SCHEMA_COUNT)
		return (struct fg_str){0};
	schema = embedded(sitemap_schemas[which].file);
	fg_buf_printf(&start, "<xs:%s name=\"%.*s\"", kind, FG_ARG(name));
	at = fg_str_search(schema, fg_buf_str(&start), 0);
	fg_buf_free(&start);
	return fg_str_sub(schema, at, fg_str_find(schema, '>', at));
}

struct fg_str
fg_schemas_sitemap_type(
    const char *uri, bool index, const char *kind, struct fg_str name)
{
	struct fg_str tag = find_declaration(uri, index, kind, name);
	struct fg_str type = FG_STR(" type=\"");
	size_t at = fg_str_search(tag, type, 0) + type.n;

	tag = fg_str_sub(tag, at, fg_str_find(tag, '"', at));
	if (fg_str_starts(tag, FG_STR("xs:")))
		tag = fg_str_sub(tag, strlen("xs:"), tag.n);
	return tag;
}

bool
fg_schemas_sitemap_optional(const char *uri, bool index, struct fg_str name)
{
	struct fg_str tag = find_declaration(uri, index, "element", name);

	return fg_str_search(tag, FG_STR(" minOccurs=\"0\""), 0) < tag.n;
}

xmlSchemaPtr
fg_schemas_sitemap(struct fg_schemas *s, const char *uri, bool index)
{
	enum sitemap_schema which = find_sitemap(uri, index);
	xmlSchemaPtr schema;

	if (which == SITEMAP_SCHEMA_COUNT)
		return NULL;
	pthread_mutex_lock(&s->lock);
	if (!s->sitemaps[which])
		s->sitemaps[which] = compile_sitemap(which);
	schema = s->sitemaps[which];
	pthread_mutex_unlock(&s->lock);
	return schema;
}
