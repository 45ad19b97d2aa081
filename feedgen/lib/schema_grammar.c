/* SPDX-License-Identifier: ISC */
/* schema_grammar.c - content models from the text of a RELAX NG schema. */
#include "lib/schema_grammar.h"

#include <stdlib.h>

/* libxml2's own allocator gave the strings; attributes live with the tree. */
static const char *
attribute(xmlNodePtr node, const char *name)
{
	xmlAttrPtr a = xmlHasProp(node, (const xmlChar *)name);

	return a ? a->children ? (const char *)a->children->content : "" : NULL;
}

static bool
is_pattern(xmlNodePtr node, const char *name)
{
	return strcmp((const char *)node->name, name) == 0;
}

static xmlNodePtr
skip_to_element(xmlNodePtr node)
{
	while (node && node->type != XML_ELEMENT_NODE)
		node = node->next;
	return node;
}

xmlNodePtr
fg_pattern_first(xmlNodePtr pattern)
{
	return skip_to_element(pattern->children);
}

static xmlNodePtr
pattern_next(xmlNodePtr pattern)
{
	return skip_to_element(pattern->next);
}

static void
index_defines(struct fg_grammar *g, xmlNodePtr parent)
{
	for (xmlNodePtr n = fg_pattern_first(parent); n; n = pattern_next(n)) {
		if (is_pattern(n, "div"))
			index_defines(g, n);
		else if (is_pattern(n, "define"))
			*fg_map_put(
			    &g->defines, fg_str_c(attribute(n, "name"))) = n;
	}
}

struct fg_grammar *
fg_grammar_new(bool atom)
{
	struct fg_grammar *g = calloc(1, sizeof(*g));

	if (!g)
		fg_out_of_memory();
	g->source = fg_schemas_feed_source(atom);
	index_defines(g, xmlDocGetRootElement(g->source));
	return g;
}

void
fg_grammar_free(struct fg_grammar *g)
{
	if (!g)
		return;
	for (struct fg_regexp *r = g->regexps; r; r = r->next)
		xmlRegFreeRegexp(r->compiled);
	xmlFreeDoc(g->source);
	fg_map_free(&g->defines);
	fg_arena_free(&g->arena);
	free(g);
}

static xmlNodePtr
referenced(struct fg_grammar *g, xmlNodePtr ref)
{
	return fg_map_get(&g->defines, fg_str_c(attribute(ref, "name")));
}

/* RELAX NG 4.8: the nearest ns attribute. */
static const char *
inherited_namespace(xmlNodePtr node)
{
	for (; node && node->type == XML_ELEMENT_NODE; node = node->parent) {
		const char *uri = attribute(node, "ns");

		if (uri)
			return uri;
	}
	return "";
}

/* Resolve a QName of the schema; *prefix is NULL if it has none. */
static const char *
resolve(struct fg_grammar *g, xmlNodePtr at, const char *qname,
    const char *unprefixed, const char **prefix, const char **uri)
{
	struct fg_str s = fg_str_c(qname);
	size_t colon = fg_str_find(s, ':', 0);
	xmlNsPtr ns;

	*prefix = NULL;
	*uri = unprefixed;
	if (colon == s.n)
		return qname;
	*prefix = fg_arena_cstr(&g->arena, fg_str_sub(s, 0, colon));
	ns = xmlSearchNs(at->doc, at, (const xmlChar *)*prefix);
	*uri = ns ? (const char *)ns->href : "";
	return qname + colon + 1;
}

static void
add_particle(struct fg_grammar *g, struct fg_particle **list,
    xmlNodePtr pattern, bool required, bool repeated)
{
	struct fg_particle *p = FG_NEW(&g->arena, struct fg_particle);
	const char *name = attribute(pattern, "name");
	bool is_attribute = is_pattern(pattern, "attribute");

	p->pattern = pattern;
	p->required = required;
	p->repeated = repeated;
	if (name)
		p->name = resolve(g, pattern, name,
		    is_attribute ? "" : inherited_namespace(pattern),
		    &p->prefix, &p->uri);
	while (*list)
		list = &(*list)->next;
	*list = p;
}

/* Data, a value, or a choice between such: what text is compared with. */
static bool
is_data(struct fg_grammar *g, xmlNodePtr n)
{
	if (is_pattern(n, "ref")) {
		n = fg_pattern_first(referenced(g, n));
		return n && !pattern_next(n) && is_data(g, n);
	}
	if (is_pattern(n, "choice")) {
		for (n = fg_pattern_first(n); n; n = pattern_next(n))
			if (!is_data(g, n))
				return false;
		return true;
	}
	return is_pattern(n, "data") || is_pattern(n, "value");
}

/* A choice between groups makes branches, one between elements does not. */
static bool
makes_branches(xmlNodePtr choice)
{
	for (xmlNodePtr n = fg_pattern_first(choice); n; n = pattern_next(n))
		if (is_pattern(n, "group") || is_pattern(n, "interleave"))
			return true;
	return false;
}

struct walk {
	struct fg_grammar *g;
	struct fg_model *model;
	unsigned branch;   /* that is taken at a choice which makes some */
	unsigned branches; /* of that choice */
};

static void walk_list(
    struct walk *w, xmlNodePtr parent, bool required, bool repeated);

static void
walk_choice(struct walk *w, xmlNodePtr choice, bool repeated)
{
	unsigned i = 0;

	if (repeated || !makes_branches(choice)) {
		walk_list(w, choice, false, repeated);
		return;
	}
	for (xmlNodePtr n = fg_pattern_first(choice); n;
	     n = pattern_next(n), i++)
		if (i == w->branch)
			walk_list(w, n, true, false);
	w->branches = i;
}

static void
walk_pattern(struct walk *w, xmlNodePtr n, bool required, bool repeated)
{
	struct fg_model *m = w->model;

	if (is_data(w->g, n))
		m->data = n;
	else if (is_pattern(n, "element"))
		add_particle(w->g, &m->children, n, required, repeated);
	else if (is_pattern(n, "attribute"))
		add_particle(w->g, &m->attributes, n, required, repeated);
	else if (is_pattern(n, "text"))
		m->text = true;
	else if (is_pattern(n, "choice"))
		walk_choice(w, n, repeated);
	else if (is_pattern(n, "optional"))
		walk_list(w, n, false, repeated);
	else if (is_pattern(n, "zeroOrMore"))
		walk_list(w, n, false, true);
	else if (is_pattern(n, "oneOrMore"))
		walk_list(w, n, required, true);
	else if (is_pattern(n, "group") || is_pattern(n, "interleave"))
		walk_list(w, n, required, repeated);
	else if (!is_pattern(n, "ref"))
		return;
	else if (strcmp(attribute(n, "name"), "anyContent") == 0)
		m->anything = true;
	else
		walk_list(w, referenced(w->g, n), required, repeated);
}

static void
walk_list(struct walk *w, xmlNodePtr parent, bool required, bool repeated)
{
	for (xmlNodePtr n = fg_pattern_first(parent); n; n = pattern_next(n))
		walk_pattern(w, n, required, repeated);
}

/*
 * The children of <element> are walked, less a name class.  Patterns of our
 * schemas refer to themselves only through elements, so walking ends.
 */
struct fg_model *
fg_grammar_model(struct fg_grammar *g, xmlNodePtr pattern)
{
	struct fg_model *first = NULL, **end = &first;
	struct walk w = {g, NULL, 0, 1};

	if (pattern->_private)
		return pattern->_private;
	for (; w.branch < w.branches; w.branch++) {
		w.model = *end = FG_NEW(&g->arena, struct fg_model);
		end = &w.model->branch;
		walk_list(&w, pattern, true, false);
	}
	pattern->_private = first;
	return first;
}

static bool
class_matches(xmlNodePtr class, const char *name, const char *uri)
{
	if (is_pattern(class, "name")) {
		struct fg_str qname =
		    fg_str_c((const char *)class->children->content);
		size_t colon = fg_str_find(qname, ':', 0);
		char prefix[16];
		xmlNsPtr ns;

		if (colon >= sizeof(prefix))
			return false;
		memcpy(prefix, qname.p, colon);
		prefix[colon] = '\0';
		if (strcmp(qname.p + colon + 1, name) != 0)
			return false;
		ns = xmlSearchNs(class->doc, class, (const xmlChar *)prefix);
		return ns && strcmp((const char *)ns->href, uri) == 0;
	}
	if (is_pattern(class, "nsName") &&
	    strcmp(inherited_namespace(class), uri) != 0)
		return false;
	class = fg_pattern_first(class); /* except */
	if (!class)
		return true;
	for (class = fg_pattern_first(class); class;
	     class = pattern_next(class))
		if (class_matches(class, name, uri))
			return false;
	return true;
}

bool
fg_particle_matches(
    const struct fg_particle *p, const xmlChar *name, const xmlChar *uri)
{
	const char *n = (const char *)name, *u = uri ? (const char *)uri : "";

	if (p->name)
		return strcmp(p->name, n) == 0 && strcmp(p->uri, u) == 0;
	return class_matches(fg_pattern_first(p->pattern), n, u);
}

static xmlNodePtr
find_start(struct fg_grammar *g, xmlNodePtr n, xmlNodePtr element)
{
	if (is_pattern(n, "element"))
		return strcmp(attribute(n, "name"),
			   (const char *)element->name) == 0
			   ? n
			   : NULL;
	if (is_pattern(n, "ref"))
		n = referenced(g, n);
	for (n = fg_pattern_first(n); n; n = pattern_next(n)) {
		xmlNodePtr found = find_start(g, n, element);

		if (found)
			return found;
	}
	return NULL;
}

xmlNodePtr
fg_grammar_start(struct fg_grammar *g, xmlNodePtr element)
{
	xmlNodePtr n = fg_pattern_first(xmlDocGetRootElement(g->source));

	for (; n; n = pattern_next(n))
		if (is_pattern(n, "start"))
			return find_start(g, fg_pattern_first(n), element);
	return NULL;
}
