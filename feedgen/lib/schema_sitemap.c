/* SPDX-License-Identifier: ISC */
/*
 * schema_sitemap.c - sitemaps against XML Schema, as a stream.
 *
 * libxml2's validator takes SAX events, which we hand it ourselves: so it
 * needs no tree, and a second one can look at the extension elements that a
 * wildcard of the first lets through.
 */
#include "lib/schema_internal.h"

#include <stdlib.h>

/* Elements that are open; their names live in the parser's dictionary. */
struct open_element {
	size_t offset;
	const xmlChar *name, *prefix, *uri;
};

struct stream {
	xmlSchemaValidCtxtPtr validator;
	xmlSchemaSAXPlugPtr plug;
	xmlSAXHandlerPtr sax; /* the validator's functions */
	void *data;
};

struct sitemap {
	struct stream core;
	struct stream extension;  /* of the subtree at extension_depth */
	unsigned extension_depth; /* 0: none */
	unsigned foreign_depth;	  /* of a subtree that no schema knows */
	struct open_element open[FG_XML_DEPTH_MOST + 1]; /* by depth */
	size_t text_offset;   /* of the text being looked at; 0: none */
	struct fg_str text;   /* the last one, its beginning */
	char text_bytes[160]; /* more than fg_show() shows */
};

static void on_invalid(void *data, fg_xml_error error);

static void
plug(struct fg_check *c, struct stream *s, const char *uri)
{
	bool index = c->format == FG_FORMAT_SITEMAP_INDEX;

	s->validator =
	    xmlSchemaNewValidCtxt(fg_schemas_sitemap(c->schemas, uri, index));
	if (!s->validator)
		fg_out_of_memory();
	xmlSchemaSetValidStructuredErrors(s->validator, on_invalid, c);
	s->sax = NULL;
	s->data = NULL;
	s->plug = xmlSchemaSAXPlug(s->validator, &s->sax, &s->data);
	if (!s->plug)
		fg_out_of_memory();
}

static void
unplug(struct stream *s)
{
	if (!s->plug)
		return;
	xmlSchemaSAXUnplug(s->plug);
	xmlSchemaFreeValidCtxt(s->validator);
	*s = (struct stream){0};
}

static int
sitemap_begin(struct fg_check *c)
{
	struct sitemap *m = calloc(1, sizeof(*m));

	if (!m)
		fg_out_of_memory();
	c->state = m;
	plug(c, &m->core, FG_NS_SITEMAP);
	return 0;
}

/* "{uri}name" of a message, cut to its name, at *rest; the zero view: none. */
static struct fg_str
next_name(struct fg_str *rest)
{
	size_t brace = fg_str_find(*rest, '}', 0);
	struct fg_str name;
	size_t end = 0;

	if (brace == rest->n)
		return (struct fg_str){0};
	name = fg_str_sub(*rest, brace + 1, rest->n);
	while (end < name.n && !fg_is_space(name.p[end]) &&
	       !memchr(",)'*", name.p[end], 4))
		end++;
	*rest = fg_str_sub(name, end, name.n);
	return fg_str_sub(name, 0, end);
}

/*
 * "Expected is one of ( {uri}a, ##other{uri}*, {uri}b )." as "'a' or 'b'";
 * of an xs:all libxml2 names what is optional too, even as missing.
 */
static bool
add_expected(struct fg_buf *b, struct fg_check *c, const char *message,
    const struct open_element *parent, bool missing)
{
	bool index = c->format == FG_FORMAT_SITEMAP_INDEX;
	struct fg_str rest = fg_str_c(message), name;
	size_t at = fg_str_search(rest, FG_STR("Expected is"), 0);
	bool any = false;

	rest = fg_str_sub(rest, at, rest.n);
	while ((name = next_name(&rest)).p) {
		if (name.n == 0 ||
		    (missing && fg_schemas_sitemap_optional(
				    (const char *)parent->uri, index, name)))
			continue;
		if (any)
			fg_buf_add_c(b, " or ");
		fg_buf_add_name(b, c->diags, (const char *)parent->prefix,
		    fg_show(c->diags, name));
		any = true;
	}
	return any;
}

static void
add_open_name(
    struct fg_buf *b, struct fg_check *c, const struct open_element *e)
{
	fg_buf_add_name(
	    b, c->diags, (const char *)e->prefix, (const char *)e->name);
}

/* What the message has between the last two quotes, without its namespace. */
static struct fg_str
last_quoted(const char *message)
{
	struct fg_str s = fg_str_c(message);
	size_t end = fg_str_rfind(s, '\''), start;

	if (end == s.n)
		return (struct fg_str){0};
	s = fg_str_sub(s, 0, end);
	start = fg_str_rfind(s, '\'');
	if (start == s.n)
		return (struct fg_str){0};
	s = fg_str_sub(s, start + 1, s.n);
	start = fg_str_rfind(s, '}');
	return start < s.n ? fg_str_sub(s, start + 1, s.n) : s;
}

/* The attribute of "Element '...', attribute '...': ...", or the zero view. */
static struct fg_str
attribute_in(const char *message)
{
	struct fg_str s = fg_str_c(message);
	struct fg_str mark = FG_STR(", attribute '");
	size_t at = fg_str_search(s, mark, 0), end;

	if (at == s.n)
		return (struct fg_str){0};
	end = fg_str_find(s, '\'', at + mark.n);
	s = fg_str_sub(s, at + mark.n, end);
	at = fg_str_rfind(s, '}');
	return at < s.n ? fg_str_sub(s, at + 1, s.n) : s;
}

static void
say_unexpected(struct fg_check *c, struct fg_buf *b,
    const struct open_element *e, const struct open_element *parent,
    const char *message)
{
	struct fg_buf expected = {0};

	fg_buf_add_c(b, "element ");
	add_open_name(b, c, e);
	if (strstr(message, "Missing child")) {
		fg_buf_add_c(b, " lacks an element ");
		if (!add_expected(b, c, message, e, true))
			fg_buf_add_c(b, "of its own");
		return;
	}
	fg_buf_add_c(b, " is not allowed here in ");
	add_open_name(b, c, parent);
	if (add_expected(&expected, c, message, parent, false)) {
		fg_buf_add_c(b, "; expected: ");
		fg_buf_add(b, fg_buf_str(&expected));
	}
	fg_buf_free(&expected);
}

/* The value of an attribute, as libxml2 quotes it: "': 'x' is not ...". */
static struct fg_str
value_in(const char *message)
{
	struct fg_str s = fg_str_c(message);
	size_t at = fg_str_search(s, FG_STR("': "), 0), end;

	s = fg_str_sub(s, at + 3, s.n);
	at = fg_str_find(s, '\'', 0);
	if (fg_str_starts(s, FG_STR("[facet '")))
		at = fg_str_search(s, FG_STR("value '"), 0) + strlen("value ");
	end = fg_str_search(s, FG_STR("' is not "), at);
	return fg_str_sub(s, at + 1, end);
}

/* The members of "... of the set {'a', 'b'}.", or the type's phrase. */
static void
add_allowed(struct fg_buf *b, struct fg_check *c, const struct open_element *e,
    struct fg_str attribute, const char *message)
{
	struct fg_str s = fg_str_c(message);
	size_t open = fg_str_search(s, FG_STR("set {"), 0);
	const char *phrase;

	if (open < s.n) {
		open += strlen("set {");
		fg_buf_add_c(b, "; allowed: ");
		fg_buf_add(b, fg_str_sub(s, open, fg_str_find(s, '}', open)));
		return;
	}
	phrase = fg_schema_type_phrase(fg_schemas_sitemap_type(
	    (const char *)e->uri, c->format == FG_FORMAT_SITEMAP_INDEX,
	    attribute.p ? "attribute" : "element",
	    attribute.p ? attribute : fg_str_c((const char *)e->name)));
	if (phrase) {
		fg_buf_add_c(b, "; allowed: ");
		fg_buf_add_c(b, phrase);
	}
}

static void
say_value(struct fg_check *c, struct fg_buf *b, const struct open_element *e,
    const char *message)
{
	const struct sitemap *m = c->state;
	struct fg_str name = attribute_in(message);

	if (name.p) {
		fg_buf_add_c(b, "attribute ");
		fg_buf_add_quoted(b, c->diags, name);
		fg_buf_add_c(b, " of ");
		add_open_name(b, c, e);
		fg_buf_add_c(b, " is ");
		fg_buf_add_quoted(b, c->diags, value_in(message));
	} else {
		fg_buf_add_c(b, "element ");
		add_open_name(b, c, e);
		fg_buf_add_c(b, " holds ");
		fg_buf_add_quoted(b, c->diags, m->text);
	}
	add_allowed(b, c, e, name, message);
}

static void
say_attribute(struct fg_check *c, struct fg_buf *b,
    const struct open_element *e, int code, const char *message)
{
	struct fg_str name = attribute_in(message);

	if (code == XML_SCHEMAV_CVC_COMPLEX_TYPE_4) {
		fg_buf_add_c(b, "element ");
		add_open_name(b, c, e);
		fg_buf_add_c(b, " lacks the attribute ");
		fg_buf_add_quoted(b, c->diags, last_quoted(message));
		return;
	}
	fg_buf_add_c(b, "attribute ");
	fg_buf_add_quoted(b, c->diags, name);
	fg_buf_add_c(b, " is not allowed in ");
	add_open_name(b, c, e);
}

/* sitemap-video.xsd has keys for what must stand there just once. */
static void
say_key(struct fg_check *c, struct fg_buf *b, const struct open_element *e,
    const struct open_element *parent, const char *message)
{
	struct fg_str key = last_quoted(message);

	fg_buf_add_c(b, "element ");
	add_open_name(b, c, e);
	if (fg_str_eq(key, fg_str_c((const char *)e->name))) {
		fg_buf_add_c(b, " stands more than once in ");
		add_open_name(b, c, parent);
		return;
	}
	fg_buf_add_c(b, " lacks an element ");
	fg_buf_add_name(
	    b, c->diags, (const char *)e->prefix, fg_show(c->diags, key));
}

static void
say(struct fg_check *c, struct fg_buf *b, const struct open_element *e,
    const struct open_element *parent, fg_xml_error error)
{
	switch (error->code) {
	case XML_SCHEMAV_ELEMENT_CONTENT:
		say_unexpected(c, b, e, parent, error->message);
		return;
	case XML_SCHEMAV_CVC_COMPLEX_TYPE_3_2_1:
	case XML_SCHEMAV_CVC_COMPLEX_TYPE_3_2_2:
	case XML_SCHEMAV_CVC_COMPLEX_TYPE_4:
	case XML_SCHEMAV_CVC_TYPE_3_1_1:
		say_attribute(c, b, e, error->code, error->message);
		return;
	case XML_SCHEMAV_CVC_COMPLEX_TYPE_2_1:
	case XML_SCHEMAV_CVC_COMPLEX_TYPE_2_3:
		fg_buf_add_c(b, "text is not allowed in ");
		add_open_name(b, c, e);
		return;
	case XML_SCHEMAV_CVC_TYPE_3_1_2:
	case XML_SCHEMAV_CVC_ELT_1:
		fg_buf_add_c(b, "element ");
		add_open_name(b, c, e);
		fg_buf_add_c(b, " is not allowed in ");
		add_open_name(b, c, parent);
		return;
	case XML_SCHEMAV_CVC_IDC:
		say_key(c, b, e, parent, error->message);
		return;
	default:
		say_value(c, b, e, error->message);
	}
}

static void
on_invalid(void *data, fg_xml_error error)
{
	struct fg_check *c = data;
	struct sitemap *m = c->state;
	struct open_element *e = &m->open[c->depth];
	bool text = error->code == XML_SCHEMAV_CVC_COMPLEX_TYPE_2_3;
	struct fg_buf b = {0};

	if (c->malformed || c->stopped || !error->message)
		return;
	say(c, &b, e, &m->open[c->depth > 1 ? c->depth - 1 : 1], error);
	fg_check_fault_buf(c,
	    text && m->text_offset ? m->text_offset : e->offset,
	    FG_SCHEMA_INVALID, &b);
}

static void
send_start(struct stream *s, const struct fg_tag *t)
{
	s->sax->startElementNs(s->data, t->name, t->prefix, t->uri,
	    t->namespace_count, t->namespaces, t->attribute_count, t->defaulted,
	    t->attributes);
}

static void
send_end(struct stream *s, const struct open_element *e)
{
	s->sax->endElementNs(s->data, e->name, e->prefix, e->uri);
}

/* Does an element open a subtree of another namespace? */
static void
enter_extension(struct fg_check *c, const struct fg_tag *tag)
{
	struct sitemap *m = c->state;
	const char *uri = tag->uri ? (const char *)tag->uri : "";

	if (m->extension_depth || m->foreign_depth ||
	    strcmp(uri, FG_NS_SITEMAP) == 0)
		return;
	if (fg_schemas_sitemap(c->schemas, uri, false)) {
		m->extension_depth = c->depth;
		plug(c, &m->extension, uri);
	} else {
		m->foreign_depth = c->depth;
	}
}

static void
sitemap_start(struct fg_check *c, const struct fg_tag *tag)
{
	struct sitemap *m = c->state;

	m->open[c->depth] = (struct open_element){
	    tag->offset, tag->name, tag->prefix, tag->uri};
	m->text = FG_STR("");
	enter_extension(c, tag);
	if (m->extension_depth)
		send_start(&m->extension, tag);
	send_start(&m->core, tag);
}

/*
 * The validator joins texts with strcat: it gets them in one piece, and none
 * that it would only skip.
 */
static void
sitemap_text(struct fg_check *c, struct fg_str text, size_t offset)
{
	struct sitemap *m = c->state;
	struct stream *s = m->extension_depth ? &m->extension : &m->core;

	if (m->foreign_depth)
		return;
	m->text_offset = offset;
	m->text = fg_str_sub(text, 0, sizeof(m->text_bytes));
	memcpy(m->text_bytes, text.p, m->text.n);
	m->text.p = m->text_bytes;
	s->sax->characters(s->data, (const xmlChar *)text.p, (int)text.n);
	m->text_offset = 0;
}

static void
sitemap_end(struct fg_check *c)
{
	struct sitemap *m = c->state;
	const struct open_element *e = &m->open[c->depth];

	if (m->extension_depth) {
		send_end(&m->extension, e);
		if (c->depth == m->extension_depth) {
			unplug(&m->extension);
			m->extension_depth = 0;
		}
	}
	send_end(&m->core, e);
	if (c->depth == m->foreign_depth)
		m->foreign_depth = 0;
	if (fg_check_enough(c))
		fg_check_stop(c);
}

static void
sitemap_finish(struct fg_check *c)
{
	(void)c; /* everything has been said at the end tags */
}

static void
sitemap_free(struct fg_check *c)
{
	struct sitemap *m = c->state;

	c->stopped = true; /* what unplugging has to say comes too late */
	/* libxml2 loses the keys of elements that have not ended. */
	for (unsigned i = c->depth;
	     m->extension_depth && i >= m->extension_depth; i--)
		send_end(&m->extension, &m->open[i]);
	unplug(&m->extension);
	unplug(&m->core);
	free(m);
}

const struct fg_driver fg_sitemap_driver = {sitemap_begin, sitemap_start,
    sitemap_text, sitemap_end, sitemap_finish, sitemap_free};
