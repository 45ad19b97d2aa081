/* SPDX-License-Identifier: ISC */
/* schema_parse.c - SAX over a hostile document: limits, places, formats. */
#include "lib/schema_internal.h"

#include <libxml/parserInternals.h>

static const struct root {
	const char *name, *uri; /* uri "": none */
	enum fg_format format;
} roots[] = {
    {"feed", FG_NS_ATOM, FG_FORMAT_ATOM_FEED},
    {"entry", FG_NS_ATOM, FG_FORMAT_ATOM_ENTRY},
    {"rss", "", FG_FORMAT_RSS},
    {"urlset", FG_NS_SITEMAP, FG_FORMAT_SITEMAP},
    {"sitemapindex", FG_NS_SITEMAP, FG_FORMAT_SITEMAP_INDEX},
};
#define ROOT_COUNT (sizeof(roots) / sizeof(*roots))

static enum fg_format
format_of(const struct fg_tag *root)
{
	const char *uri = root->uri ? (const char *)root->uri : "";

	for (size_t i = 0; i < ROOT_COUNT; i++)
		if (strcmp(roots[i].name, (const char *)root->name) == 0 &&
		    strcmp(roots[i].uri, uri) == 0)
			return roots[i].format;
	return FG_FORMAT_UNKNOWN;
}

/* A root that means one of ours: its name, or its namespace. */
static const struct root *
nearest_root(const struct fg_tag *root)
{
	struct fg_str name = fg_str_c((const char *)root->name);

	for (size_t i = 0; i < ROOT_COUNT; i++)
		if (fg_str_eq_nocase(name, fg_str_c(roots[i].name)))
			return &roots[i];
	for (size_t i = 0; i < ROOT_COUNT; i++)
		if (root->uri &&
		    strcmp(roots[i].uri, (const char *)root->uri) == 0)
			return &roots[i];
	return NULL;
}

static void
refuse_root(struct fg_check *c, const struct fg_tag *tag)
{
	const struct root *near = nearest_root(tag);
	struct fg_buf b = {0};

	if (!near) {
		fg_buf_add_name(&b, c->diags, (const char *)tag->prefix,
		    (const char *)tag->name);
		fg_check_fault_buf(c, tag->offset, FG_FORMAT_NOT_KNOWN, &b);
		return;
	}
	fg_buf_add_c(&b, "root element ");
	fg_buf_add_name(
	    &b, c->diags, (const char *)tag->prefix, (const char *)tag->name);
	if (tag->uri) {
		fg_buf_add_c(&b, " of namespace ");
		fg_buf_add_quoted(
		    &b, c->diags, fg_str_c((const char *)tag->uri));
	} else {
		fg_buf_add_c(&b, " without a namespace");
	}
	fg_buf_add_c(&b, " is not ");
	fg_buf_add_quoted(&b, c->diags, fg_str_c(near->name));
	if (near->uri[0]) {
		fg_buf_add_c(&b, " of namespace ");
		fg_buf_add_quoted(&b, c->diags, fg_str_c(near->uri));
	} else {
		fg_buf_add_c(&b, " without one");
	}
	fg_check_fault_buf(c, tag->offset, FG_ROOT_WRONG, &b);
}

static bool
only_recognises(const struct fg_check *c)
{
	return !c->schemas && !c->reader;
}

static bool
is_sitemap(const struct fg_check *c)
{
	return c->format == FG_FORMAT_SITEMAP ||
	       c->format == FG_FORMAT_SITEMAP_INDEX;
}

static void
begin_root(struct fg_check *c, const struct fg_tag *tag)
{
	c->format = format_of(tag);
	if (only_recognises(c)) {
		fg_check_stop(c);
		return;
	}
	if (c->format == FG_FORMAT_UNKNOWN) {
		refuse_root(c, tag);
		fg_check_stop(c);
		return;
	}
	/* "The Sitemap must ... be UTF-8 encoded" */
	if (is_sitemap(c) && c->transcoded)
		fg_check_fault(
		    c, 0, FG_XML_ENCODING, "a sitemap has to be in UTF-8");
	c->driver = c->reader	   ? c->reader
		    : is_sitemap(c) ? &fg_sitemap_driver
				    : &fg_feed_driver;
	if (c->driver->begin(c))
		fg_check_stop(c);
}

static size_t
position(const struct fg_check *c)
{
	long at = xmlByteConsumed(c->parser);

	return at < 0 ? 0 : (size_t)at > c->text.n ? c->text.n : (size_t)at;
}

/* The "<" of the tag that the parser is in: no other can stand inside it. */
static size_t
tag_start(const struct fg_check *c, size_t at)
{
	while (at > 0 && c->text.p[at - 1] != '<')
		at--;
	return at > 0 ? at - 1 : 0;
}

static size_t
skip_space(struct fg_str text, size_t at)
{
	while (at < text.n && fg_is_space(text.p[at]))
		at++;
	return at;
}

static void
flush_text(struct fg_check *c)
{
	struct fg_str text = fg_buf_str(&c->between);

	if (text.n > 0 && c->driver && !c->stopped)
		c->driver->text(c, text, skip_space(c->text, c->after_tag));
	fg_buf_reset(&c->between);
}

void
fg_check_too_complex(struct fg_check *c, size_t offset, const char *what)
{
	fg_check_fault(c, offset, FG_XML_TOO_COMPLEX, what);
	fg_check_stop(c);
}

static bool
is_within_limits(struct fg_check *c, const struct fg_tag *tag)
{
	unsigned namespaces;

	if (c->depth >= FG_XML_DEPTH_MOST) {
		fg_check_too_complex(c, tag->offset,
		    "elements are nested more than " FG_TEXT_OF(
			FG_XML_DEPTH_MOST) " deep");
		return false;
	}
	namespaces = c->namespaces[c->depth] + (unsigned)tag->namespace_count;
	if (namespaces > FG_XML_NAMESPACES_MOST) {
		fg_check_too_complex(c, tag->offset,
		    "more than " FG_TEXT_OF(
			FG_XML_NAMESPACES_MOST) " namespaces are declared at "
						"one place");
		return false;
	}
	c->namespaces[++c->depth] = (unsigned short)namespaces;
	return true;
}

static void
on_start(void *data, const xmlChar *name, const xmlChar *prefix,
    const xmlChar *uri, int namespace_count, const xmlChar **namespaces,
    int attribute_count, int defaulted, const xmlChar **attributes)
{
	struct fg_check *c = data;
	size_t at;
	struct fg_tag tag = {0, name, prefix, uri, namespace_count, namespaces,
	    attribute_count, defaulted, attributes};

	if (c->stopped)
		return;
	flush_text(c);
	at = position(c);
	tag.offset = tag_start(c, at);
	c->after_tag = fg_str_find(c->text, '>', at) + 1;
	if (!is_within_limits(c, &tag))
		return;
	if (c->depth == 1)
		begin_root(c, &tag);
	if (!c->stopped)
		c->driver->start(c, &tag);
}

static void
on_end(
    void *data, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri)
{
	struct fg_check *c = data;

	(void)name;
	(void)prefix;
	(void)uri;
	if (c->stopped)
		return;
	flush_text(c);
	c->driver->end(c);
	c->depth--;
	c->after_tag = position(c);
}

static void
on_text(void *data, const xmlChar *text, int n)
{
	struct fg_check *c = data;

	if (!c->stopped)
		fg_buf_add(&c->between,
		    (struct fg_str){(const char *)text, (size_t)n});
}

/* Only with an external DTD, which might have declared it. */
static void
on_reference(void *data, const xmlChar *name)
{
	(void)name;
	on_text(data, (const xmlChar *)"\xef\xbf\xbd", 3);
}

static void
on_comment(void *data, const xmlChar *text)
{
	struct fg_check *c = data;

	(void)text;
	if (!c->stopped && c->between.n == 0)
		c->after_tag = position(c);
}

static void
refuse_dtd(struct fg_check *c)
{
	if (c->stopped || only_recognises(c))
		return;
	fg_check_fault(c, tag_start(c, position(c)), FG_XML_DTD, NULL);
	fg_check_stop(c);
}

/* RSS 0.91 documents name their DTD, which Netscape has long taken away. */
static void
on_doctype(void *data, const xmlChar *name, const xmlChar *public_id,
    const xmlChar *system_id)
{
	struct fg_check *c = data;

	(void)system_id;
	if (c->stopped || only_recognises(c))
		return;
	if (strcmp((const char *)name, "rss") != 0 || !public_id ||
	    strncmp((const char *)public_id,
		"-//Netscape Communications//DTD RSS 0.91", 40) != 0)
		refuse_dtd(c);
	else
		fg_check_fault(
		    c, tag_start(c, position(c)), FG_XML_DTD_IGNORED, NULL);
}

static void
on_entity(void *data, const xmlChar *name, int type, const xmlChar *public_id,
    const xmlChar *system_id, xmlChar *content)
{
	(void)name;
	(void)type;
	(void)public_id;
	(void)system_id;
	(void)content;
	refuse_dtd(data);
}

static void
on_notation(void *data, const xmlChar *name, const xmlChar *public_id,
    const xmlChar *system_id)
{
	(void)name;
	(void)public_id;
	(void)system_id;
	refuse_dtd(data);
}

static void
on_unparsed(void *data, const xmlChar *name, const xmlChar *public_id,
    const xmlChar *system_id, const xmlChar *notation)
{
	(void)notation;
	on_notation(data, name, public_id, system_id);
}

static void
on_attribute(void *data, const xmlChar *element, const xmlChar *name, int type,
    int how, const xmlChar *value, xmlEnumerationPtr values)
{
	(void)element;
	(void)name;
	(void)type;
	(void)how;
	(void)value;
	xmlFreeEnumeration(values);
	refuse_dtd(data);
}

static void
on_element(
    void *data, const xmlChar *name, int type, xmlElementContentPtr content)
{
	(void)name;
	(void)type;
	(void)content;
	refuse_dtd(data);
}

/* The first line of libxml2's message, without its full stop. */
static struct fg_str
first_line(const char *message)
{
	struct fg_str s = fg_str_c(message ? message : "unknown");

	s = fg_str_trim(fg_str_sub(s, 0, fg_str_find(s, '\n', 0)));
	return s.n > 0 && s.p[s.n - 1] == '.' ? fg_str_sub(s, 0, s.n - 1) : s;
}

/* libxml2 up to 2.11 calls it an invalid character. */
static bool
is_encoding_fault(fg_xml_error error)
{
	return error->code == XML_ERR_INVALID_ENCODING ||
	       fg_str_starts(first_line(error->message),
		   FG_STR("Input is not proper UTF-8"));
}

/*
 * What is not well-formed stops the parser; an undeclared prefix does not, but
 * is as fatal to readers.
 */
static void
on_error(void *data, fg_xml_error error)
{
	struct fg_check *c = data;
	bool is_namespace = error->domain == XML_FROM_NAMESPACE;

	if (c->stopped || only_recognises(c) || error->level < XML_ERR_ERROR)
		return;
	if (c->malformed && (!is_namespace || fg_check_enough(c)))
		return;
	/* RSS 0.91's DTD, which we do not load, declares those of HTML. */
	if (error->code == XML_WAR_UNDECLARED_ENTITY)
		return;
	c->malformed = true;
	if (is_encoding_fault(error))
		fg_check_fault(c, position(c), FG_XML_ENCODING,
		    "the bytes that follow are not valid UTF-8");
	else
		fg_check_fault(c,
		    is_namespace ? tag_start(c, position(c)) : position(c),
		    FG_XML_MALFORMED,
		    fg_show(c->diags, first_line(error->message)));
	if (!is_namespace)
		c->stopped = true;
}

static const xmlSAXHandler handler = {
    .initialized = XML_SAX2_MAGIC,
    .startElementNs = on_start,
    .endElementNs = on_end,
    .characters = on_text,
    .ignorableWhitespace = on_text,
    .cdataBlock = on_text,
    .reference = on_reference,
    .comment = on_comment,
    .internalSubset = on_doctype,
    .entityDecl = on_entity,
    .unparsedEntityDecl = on_unparsed,
    .notationDecl = on_notation,
    .attributeDecl = on_attribute,
    .elementDecl = on_element,
    .serror = on_error,
};

void
fg_check_parse(struct fg_check *c)
{
	int options = XML_PARSE_NONET | XML_PARSE_IGNORE_ENC;

#if LIBXML_VERSION >= 21300
	options |= XML_PARSE_NO_XXE;
#endif
	if (!only_recognises(c) && !fg_check_scan(c))
		return;
	c->parser = xmlCreateMemoryParserCtxt(c->text.p, (int)c->text.n);
	if (!c->parser)
		fg_out_of_memory();
	xmlCtxtUseOptions(c->parser, options);
	*c->parser->sax = handler;
	c->parser->userData = c;
	xmlParseDocument(c->parser);
	if (c->driver && !c->stopped && !c->malformed)
		c->driver->finish(c);
	if (c->driver)
		c->driver->free(c);
	/* The parser makes itself one to keep an entity that it has met. */
	xmlFreeDoc(c->parser->myDoc);
	c->parser->myDoc = NULL;
	xmlFreeParserCtxt(c->parser);
	c->parser = NULL;
	fg_buf_free(&c->between);
}
