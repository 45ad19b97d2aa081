/* SPDX-License-Identifier: ISC */
/*
 * schema_feed.c - Atom and RSS against RELAX NG, an entry at a time.
 *
 * The grammar has to see a whole tree, and libxml2 stops at the first fault of
 * one.  So each entry or item becomes a document of its own as soon as it
 * ends, and what is left, the shell, is validated last: memory is that of the
 * largest entry, and one broken entry does not hide the next.
 */
#include "lib/schema_internal.h"

#include <stdlib.h>

/*
 * The namespaces whose elements our schemas look into.  Elements of others may
 * hold anything there; what they hold is not kept, XHTML content above all.
 */
static const char *const known_namespaces[] = {
    FG_NS_ATOM,
    "http://purl.org/dc/elements/1.1/",
    "http://purl.org/rss/1.0/modules/content/",
    "http://purl.org/rss/1.0/modules/slash/",
    "http://purl.org/rss/1.0/modules/syndication/",
    "http://purl.org/syndication/history/1.0",
    "http://purl.org/syndication/thread/1.0",
    "http://search.yahoo.com/mrss/",
    "http://wellformedweb.org/CommentAPI/",
    "http://www.itunes.com/dtds/podcast-1.0.dtd",
    "http://www.w3.org/2007/app",
    "https://podcastindex.org/namespace/1.0",
};

struct feed {
	bool atom;
	xmlRelaxNGValidCtxtPtr validator;
	struct fg_grammar *grammar; /* made for the first fault */
	const char *message;	    /* libxml2's first one, in the arena */

	xmlDocPtr shell, part; /* part: the entry being read, or NULL */
	xmlNodePtr node;       /* innermost open element */
	xmlNodePtr container;  /* of the entries: feed or channel */
	bool container_text;   /* it has text of its own, kept once */
	unsigned opaque_depth; /* of an element that is not looked into */
	unsigned children[FG_XML_DEPTH_MOST + 1]; /* of open ones, by depth */
	struct fg_buf value;			  /* of an attribute */
};

static xmlDocPtr
new_document(void)
{
	xmlDocPtr doc = xmlNewDoc(NULL);

	if (!doc)
		fg_out_of_memory();
	return doc;
}

static void
remember_message(void *data, fg_xml_error error)
{
	struct fg_check *c = data;
	struct feed *f = c->state;

	if (!f->message && error->message)
		f->message =
		    fg_show(c->diags, fg_str_trim(fg_str_c(error->message)));
}

static int
feed_begin(struct fg_check *c)
{
	struct feed *f = calloc(1, sizeof(*f));

	if (!f)
		fg_out_of_memory();
	f->atom = c->format != FG_FORMAT_RSS;
	f->shell = new_document();
	f->validator =
	    xmlRelaxNGNewValidCtxt(fg_schemas_feed(c->schemas, f->atom));
	if (!f->validator)
		fg_out_of_memory();
	xmlRelaxNGSetValidStructuredErrors(f->validator, remember_message, c);
	c->state = f;
	return 0;
}

/*
 * The namespace, shared with the parent where that has the same one, else the
 * node's own: a list for the whole document would be searched in full for
 * each node of a hostile one.
 */
static xmlNsPtr
namespace_of(xmlNodePtr node, const xmlChar *prefix, const xmlChar *uri)
{
	xmlNodePtr parent = node->parent;
	xmlNsPtr ns;

	if (!uri)
		return NULL;
	if (prefix && xmlStrEqual(prefix, (const xmlChar *)"xml"))
		return xmlSearchNs(node->doc, node, prefix);
	if (parent && parent->type == XML_ELEMENT_NODE && parent->ns &&
	    xmlStrEqual(parent->ns->prefix, prefix) &&
	    xmlStrEqual(parent->ns->href, uri))
		return parent->ns;
	for (ns = node->nsDef; ns; ns = ns->next)
		if (xmlStrEqual(ns->prefix, prefix))
			return ns;
	ns = xmlNewNs(node, uri, prefix);
	if (!ns)
		fg_out_of_memory();
	return ns;
}

/*
 * SAX hands an ampersand of an attribute over as "&#38;" as long as entities
 * are not substituted, which they never are here.
 */
void
fg_tag_add_value(struct fg_buf *out, const xmlChar *const *attribute)
{
	struct fg_str value = {(const char *)attribute[3],
	    (size_t)(attribute[4] - attribute[3])};
	const struct fg_str reference = FG_STR("&#38;");
	size_t from = 0, at;

	while ((at = fg_str_search(value, reference, from)) < value.n) {
		fg_buf_add(out, fg_str_sub(value, from, at + 1));
		from = at + reference.n;
	}
	fg_buf_add(out, fg_str_sub(value, from, value.n));
}

static void
add_attributes(struct feed *f, xmlNodePtr node, const struct fg_tag *tag)
{
	for (int i = 0; i < tag->attribute_count; i++) {
		const xmlChar **a = tag->attributes + (size_t)i * 5;
		size_t n = (size_t)(a[4] - a[3]);

		fg_buf_reset(&f->value);
		fg_buf_reserve(&f->value, n);
		fg_tag_add_value(&f->value, a);
		if (!xmlNewNsProp(node, namespace_of(node, a[1], a[2]), a[0],
			(const xmlChar *)f->value.p))
			fg_out_of_memory();
	}
}

/* Entries are cut from the tree: see the head of this file. */
static bool
begins_part(const struct feed *f, const struct fg_tag *tag)
{
	const char *name = f->atom ? "entry" : "item";
	const char *uri = f->atom ? FG_NS_ATOM : NULL;

	return f->container && f->node == f->container &&
	       strcmp((const char *)tag->name, name) == 0 &&
	       xmlStrEqual(tag->uri, (const xmlChar *)uri);
}

static bool
is_container(const struct fg_check *c, const struct fg_tag *tag)
{
	const struct feed *f = c->state;

	if (c->format == FG_FORMAT_ATOM_FEED)
		return c->depth == 1;
	return c->format == FG_FORMAT_RSS && c->depth == 2 && !tag->uri &&
	       !f->container && strcmp((const char *)tag->name, "channel") == 0;
}

static bool
is_opaque(const struct fg_tag *tag)
{
	size_t n = sizeof(known_namespaces) / sizeof(*known_namespaces);

	for (size_t i = 0; tag->uri && i < n; i++)
		if (strcmp(known_namespaces[i], (const char *)tag->uri) == 0)
			return false;
	return tag->uri != NULL;
}

/* Entries do not count: they leave the tree. */
static bool
has_too_many_children(struct fg_check *c, const struct fg_tag *tag)
{
	struct feed *f = c->state;

	if (++f->children[c->depth - 1] <= FG_XML_CHILDREN_MOST)
		return false;
	fg_check_too_complex(c, tag->offset,
	    "an element has more than " FG_TEXT_OF(
		FG_XML_CHILDREN_MOST) " children");
	return true;
}

static void
feed_start(struct fg_check *c, const struct fg_tag *tag)
{
	struct feed *f = c->state;
	xmlNodePtr node;
	bool part = begins_part(f, tag);

	if (f->opaque_depth)
		return;
	f->children[c->depth] = 0;
	if (part)
		f->part = new_document();
	else if (has_too_many_children(c, tag))
		return;
	node =
	    xmlNewDocNode(f->part ? f->part : f->shell, NULL, tag->name, NULL);
	if (!node)
		fg_out_of_memory();
	node->_private = (void *)tag->offset; /* see fg_node_offset() */
	if (part || !f->node)
		xmlDocSetRootElement(node->doc, node);
	else
		xmlAddChild(f->node, node);
	node->ns = namespace_of(node, tag->prefix, tag->uri);
	add_attributes(f, node, tag);
	f->node = node;
	if (is_container(c, tag))
		f->container = node;
	if (is_opaque(tag))
		f->opaque_depth = c->depth;
}

static void
feed_text(struct fg_check *c, struct fg_str text, size_t offset)
{
	struct feed *f = c->state;
	xmlNodePtr node;

	if (f->opaque_depth)
		return;
	/*
	 * Text around entries would become one node that is copied for each of
	 * them; text that is wrong there is wrong the first time.
	 */
	if (f->node == f->container) {
		if (f->container_text || fg_str_trim(text).n == 0)
			return;
		f->container_text = true;
	}
	node = xmlNewDocTextLen(
	    f->node->doc, (const xmlChar *)text.p, (int)text.n);
	if (!node)
		fg_out_of_memory();
	node->_private = (void *)offset;
	xmlAddChild(f->node, node);
}

static void
validate(struct fg_check *c, xmlDocPtr doc)
{
	struct feed *f = c->state;
	xmlNodePtr root = xmlDocGetRootElement(doc);
	struct fg_buf b = {0};

	f->message = NULL;
	if (c->malformed || xmlRelaxNGValidateDoc(f->validator, doc) == 0)
		return;
	if (!f->grammar)
		f->grammar = fg_grammar_new(f->atom);
	if (fg_grammar_explain(f->grammar, c, root))
		return;
	fg_buf_add_c(&b, "element ");
	fg_buf_add_name(&b, c->diags,
	    root->ns ? (const char *)root->ns->prefix : NULL,
	    (const char *)root->name);
	fg_buf_add_c(&b, " is not valid: ");
	fg_buf_add_c(&b, f->message ? f->message : "no reason is known");
	fg_check_fault_buf(c, fg_node_offset(root), FG_SCHEMA_INVALID, &b);
}

static void
feed_end(struct fg_check *c)
{
	struct feed *f = c->state;
	xmlNodePtr parent = f->node->parent;

	if (f->opaque_depth && c->depth > f->opaque_depth)
		return;
	f->opaque_depth = 0;
	if (f->part && f->node == xmlDocGetRootElement(f->part)) {
		if (!fg_check_enough(c))
			validate(c, f->part);
		xmlFreeDoc(f->part);
		f->part = NULL;
		f->node = f->container;
	} else if (parent->type == XML_ELEMENT_NODE) {
		f->node = parent;
	}
}

static void
feed_finish(struct fg_check *c)
{
	struct feed *f = c->state;

	validate(c, f->shell);
}

static void
feed_free(struct fg_check *c)
{
	struct feed *f = c->state;

	if (f->part)
		xmlFreeDoc(f->part);
	xmlFreeDoc(f->shell);
	xmlRelaxNGFreeValidCtxt(f->validator);
	fg_grammar_free(f->grammar);
	fg_buf_free(&f->value);
	free(f);
}

const struct fg_driver fg_feed_driver = {
    feed_begin, feed_start, feed_text, feed_end, feed_finish, feed_free};
