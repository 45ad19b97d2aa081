/* SPDX-License-Identifier: ISC */
/*
 * schema_explain.c - why a grammar refuses a tree, in words.
 *
 * libxml2 says "Invalid sequence in interleave" and stops.  This compares the
 * tree with the content models of the same schema and finds all reasons; where
 * an element may have several models, those of the one that fits best.
 */
#include "lib/schema_grammar.h"

enum kind {
	LACKS_ELEMENT,
	LACKS_ATTRIBUTE,
	ELEMENT_NOT_ALLOWED,
	ELEMENT_TWICE,
	ATTRIBUTE_NOT_ALLOWED,
	ATTRIBUTE_VALUE,
	TEXT_NOT_ALLOWED,
	VALUE
};

/*
 * The worse a fault, the less likely is the model meant: attributes such as
 * type="xhtml" and src tell which one is.
 */
#define WRONG_MODEL 8
static const unsigned weights[] = {
    [LACKS_ELEMENT] = 2,
    [LACKS_ATTRIBUTE] = 2,
    [ELEMENT_NOT_ALLOWED] = 2,
    [ELEMENT_TWICE] = 2,
    [ATTRIBUTE_NOT_ALLOWED] = 3,
    [ATTRIBUTE_VALUE] = 10,
    [TEXT_NOT_ALLOWED] = 2,
    [VALUE] = 2,
};

struct models; /* those that an element may have */

struct reason {
	struct reason *next;
	enum kind kind;
	xmlNodePtr node;		    /* the element, or the text */
	xmlAttrPtr attribute;		    /* of it */
	const struct fg_particle *particle; /* that is lacking */
	const struct fg_particle * or ;	    /* or that, in another model */
	const struct models *models;
};

struct reasons {
	struct reason *first, **end;
	unsigned count, weight;
};

struct models {
	struct models *next;
	struct fg_model *model;
};

struct explanation {
	struct fg_grammar *g;
	struct fg_arena arena;
	struct fg_check *check;
};

static void compare_with_any(struct explanation *e, struct reasons *out,
    xmlNodePtr node, const struct models *models);

static struct reason *
add_reason(
    struct explanation *e, struct reasons *out, enum kind kind, xmlNodePtr node)
{
	struct reason *r = FG_NEW(&e->arena, struct reason);

	r->kind = kind;
	r->node = node;
	if (!out->end)
		out->end = &out->first;
	*out->end = r;
	out->end = &r->next;
	out->count++;
	out->weight += weights[kind];
	return r;
}

static void
append_reasons(struct reasons *out, const struct reasons *more)
{
	if (!more->first)
		return;
	if (!out->end)
		out->end = &out->first;
	*out->end = more->first;
	out->end = more->end;
	out->count += more->count;
	out->weight += more->weight;
}

static const xmlChar *
uri_of(const xmlNs *ns)
{
	return ns ? ns->href : NULL;
}

static const char *
value_of(const xmlAttr *a)
{
	return a->children ? (const char *)a->children->content : "";
}

static bool
attribute_matches(
    struct fg_grammar *g, const struct fg_particle *p, const xmlAttr *a)
{
	xmlNodePtr data = fg_pattern_first(p->pattern);

	/* A class of names is not followed by data in our schemas. */
	return !p->name || !data || fg_grammar_matches(g, data, value_of(a));
}

static struct fg_particle *
find_particle(struct fg_particle *list, const xmlChar *name, const xmlChar *uri)
{
	while (list && !fg_particle_matches(list, name, uri))
		list = list->next;
	return list;
}

static const struct fg_particle *
named_particle(const struct fg_model *m, const xmlAttr *a)
{
	const struct fg_particle *p =
	    find_particle(m->attributes, a->name, uri_of(a->ns));

	return p && p->name ? p : NULL;
}

/* Another model of the element has an attribute of that name. */
static bool
is_known_elsewhere(const struct models *models, const xmlAttr *a)
{
	for (; models; models = models->next)
		if (named_particle(models->model, a))
			return true;
	return false;
}

static void
compare_attributes(struct explanation *e, struct reasons *out, xmlNodePtr node,
    const struct fg_model *m, const struct models *models)
{
	struct reason *r;

	for (struct fg_particle *p = m->attributes; p; p = p->next)
		p->count = 0;
	for (xmlAttrPtr a = node->properties; a; a = a->next) {
		struct fg_particle *p =
		    find_particle(m->attributes, a->name, uri_of(a->ns));

		if (p)
			p->count++;
		if (p && attribute_matches(e->g, p, a))
			continue;
		if (out->count >= FG_FAULTS_MOST)
			return;
		r = add_reason(
		    e, out, p ? ATTRIBUTE_VALUE : ATTRIBUTE_NOT_ALLOWED, node);
		r->attribute = a;
		r->models = models;
		r->particle = p;
		if (!p && is_known_elsewhere(models, a))
			out->weight += WRONG_MODEL;
	}
	for (struct fg_particle *p = m->attributes; p; p = p->next)
		if (p->required && p->count == 0)
			add_reason(e, out, LACKS_ATTRIBUTE, node)->particle = p;
}

static bool
is_blank_node(const xmlNode *text)
{
	return fg_str_trim(fg_str_c((const char *)text->content)).n == 0;
}

static void
compare_text(struct explanation *e, struct reasons *out, xmlNodePtr node,
    const struct fg_model *m, const struct models *models)
{
	xmlChar *text;

	if (m->text)
		return;
	if (!m->data) {
		for (xmlNodePtr n = node->children; n; n = n->next)
			if (n->type == XML_TEXT_NODE && !is_blank_node(n)) {
				add_reason(e, out, TEXT_NOT_ALLOWED, n);
				return;
			}
		return;
	}
	text = xmlNodeGetContent(node);
	if (!fg_grammar_matches(e->g, m->data, (const char *)text))
		add_reason(e, out, VALUE, node)->models = models;
	xmlFree(text);
}

/* Which children stand there, which too often, which not at all? */
static void
count_children(struct explanation *e, struct reasons *out, xmlNodePtr node,
    const struct fg_model *m)
{
	for (struct fg_particle *p = m->children; p; p = p->next)
		p->count = 0;
	for (xmlNodePtr n = node->children; n; n = n->next) {
		struct fg_particle *p;

		if (n->type != XML_ELEMENT_NODE)
			continue;
		if (out->count >= FG_FAULTS_MOST)
			return;
		p = find_particle(m->children, n->name, uri_of(n->ns));
		if (!p)
			add_reason(e, out, ELEMENT_NOT_ALLOWED, n);
		else if (++p->count > 1 && !p->repeated)
			add_reason(e, out, ELEMENT_TWICE, n);
	}
	for (struct fg_particle *p = m->children; p; p = p->next)
		if (p->required && p->count == 0)
			add_reason(e, out, LACKS_ELEMENT, node)->particle = p;
}

static struct models **
add_models(struct explanation *e, struct models **end, xmlNodePtr pattern)
{
	for (struct fg_model *m = fg_grammar_model(e->g, pattern); m;
	     m = m->branch) {
		*end = FG_NEW(&e->arena, struct models);
		(*end)->model = m;
		end = &(*end)->next;
	}
	return end;
}

static void
compare_children(struct explanation *e, struct reasons *out, xmlNodePtr node,
    const struct fg_model *m)
{
	for (xmlNodePtr n = node->children; n; n = n->next) {
		struct models *models = NULL, **end = &models;
		struct fg_particle *p = m->children;

		if (n->type != XML_ELEMENT_NODE)
			continue;
		if (out->count >= FG_FAULTS_MOST)
			return;
		while ((p = find_particle(p, n->name, uri_of(n->ns)))) {
			end = add_models(e, end, p->pattern);
			p = p->next;
		}
		if (models)
			compare_with_any(e, out, n, models);
	}
}

static void
compare(struct explanation *e, struct reasons *out, xmlNodePtr node,
    const struct fg_model *m, const struct models *models)
{
	if (m->anything)
		return;
	compare_attributes(e, out, node, m, models);
	compare_text(e, out, node, m, models);
	count_children(e, out, node, m);
	compare_children(e, out, node, m);
}

/* "lacks 'title' or 'description'": two models lack different things. */
static void
join_lacking(struct reasons *best, const struct reasons *other)
{
	const struct reason *with = other->first;

	while (with && with->kind != LACKS_ELEMENT)
		with = with->next;
	for (struct reason *r = best->first; r && with; r = r->next)
		if (r->kind == LACKS_ELEMENT && r->node == with->node &&
		    strcmp(r->particle->name, with->particle->name) != 0)
			r->or = with->particle;
}

static void
compare_with_any(struct explanation *e, struct reasons *out, xmlNodePtr node,
    const struct models *models)
{
	struct reasons best = {0};

	for (const struct models *m = models; m; m = m->next) {
		struct reasons one = {0};

		compare(e, &one, node, m->model, models);
		if (!one.first)
			return;
		if (best.first && one.weight == best.weight)
			join_lacking(&best, &one);
		if (!best.first || one.weight < best.weight)
			best = one;
	}
	append_reasons(out, &best);
}

/* The name of what is lacking, with the prefix that the document uses. */
static void
add_particle_name(struct fg_buf *b, struct fg_diags *d, const struct reason *r,
    const struct fg_particle *p)
{
	const char *prefix = p->prefix;
	const xmlNs *ns = r->node->ns;

	if (r->kind == LACKS_ELEMENT && ns &&
	    strcmp((const char *)ns->href, p->uri) == 0)
		prefix = (const char *)ns->prefix;
	fg_buf_add_name(b, d, prefix, p->name);
}

static void
add_node_name(struct fg_buf *b, struct fg_diags *d, const xmlNode *node)
{
	fg_buf_add_name(b, d, node->ns ? (const char *)node->ns->prefix : NULL,
	    (const char *)node->name);
}

static void
add_attribute_name(struct fg_buf *b, struct fg_diags *d, const xmlAttr *a)
{
	fg_buf_add_c(b, "attribute ");
	fg_buf_add_name(b, d, a->ns ? (const char *)a->ns->prefix : NULL,
	    (const char *)a->name);
}

static void
add_list(struct fg_buf *b, struct fg_buf *list)
{
	if (list->n > 0) {
		fg_buf_add_c(b, "; allowed: ");
		fg_buf_add(b, fg_buf_str(list));
	}
	fg_buf_free(list);
}

/* type="html" is right in itself, but not together with src. */
static bool
is_allowed_elsewhere(struct explanation *e, const struct reason *r)
{
	for (const struct models *m = r->models; m; m = m->next) {
		const struct fg_particle *p =
		    named_particle(m->model, r->attribute);

		if (p && attribute_matches(e->g, p, r->attribute))
			return true;
	}
	return false;
}

static void
say_attribute_value(
    struct explanation *e, struct fg_buf *b, const struct reason *r)
{
	struct fg_diags *d = e->check->diags;
	struct fg_buf list = {0};
	const char *last = NULL;
	const struct fg_particle *p;
	xmlAttrPtr a = r->attribute;

	add_attribute_name(b, d, a);
	fg_buf_add_c(b, " of ");
	add_node_name(b, d, r->node);
	fg_buf_add_c(b, " is ");
	fg_buf_add_quoted(b, d, fg_str_c(value_of(a)));
	if (is_allowed_elsewhere(e, r))
		fg_grammar_add_allowed(
		    e->g, d, &list, r->particle->pattern, &last);
	else
		for (const struct models *m = r->models; m; m = m->next)
			if ((p = named_particle(m->model, a)))
				fg_grammar_add_allowed(
				    e->g, d, &list, p->pattern, &last);
	add_list(b, &list);
}

static void
say_value(struct explanation *e, struct fg_buf *b, const struct reason *r)
{
	struct fg_diags *d = e->check->diags;
	struct fg_buf list = {0};
	const char *last = NULL;
	xmlChar *text = xmlNodeGetContent(r->node);

	fg_buf_add_c(b, "element ");
	add_node_name(b, d, r->node);
	fg_buf_add_c(b, " holds ");
	fg_buf_add_quoted(b, d, fg_str_c((const char *)text));
	xmlFree(text);
	for (const struct models *m = r->models; m; m = m->next)
		if (m->model->data)
			fg_grammar_add_allowed(
			    e->g, d, &list, m->model->data, &last);
	add_list(b, &list);
}

static void
say_lacking(struct explanation *e, struct fg_buf *b, const struct reason *r)
{
	struct fg_diags *d = e->check->diags;

	fg_buf_add_c(b, "element ");
	add_node_name(b, d, r->node);
	fg_buf_add_c(b, r->kind == LACKS_ELEMENT ? " lacks an element "
						 : " lacks the attribute ");
	add_particle_name(b, d, r, r->particle);
	if (r->or) {
		fg_buf_add_c(b, " or ");
		add_particle_name(b, d, r, r->or);
	}
}

static void
say_unwanted(struct explanation *e, struct fg_buf *b, const struct reason *r)
{
	struct fg_diags *d = e->check->diags;
	const xmlNode *in = r->node->parent;

	if (r->kind == ATTRIBUTE_NOT_ALLOWED) {
		add_attribute_name(b, d, r->attribute);
		in = r->node;
	} else if (r->kind == TEXT_NOT_ALLOWED) {
		fg_buf_add_c(b, "text ");
		fg_buf_add_quoted(b, d,
		    fg_str_trim(fg_str_c((const char *)r->node->content)));
	} else {
		fg_buf_add_c(b, "element ");
		add_node_name(b, d, r->node);
	}
	fg_buf_add_c(b, r->kind == ELEMENT_TWICE ? " stands more than once in "
						 : " is not allowed in ");
	add_node_name(b, d, in);
}

static void
say(struct explanation *e, struct fg_buf *b, const struct reason *r)
{
	switch (r->kind) {
	case LACKS_ELEMENT:
	case LACKS_ATTRIBUTE:
		say_lacking(e, b, r);
		break;
	case ELEMENT_NOT_ALLOWED:
	case ELEMENT_TWICE:
	case ATTRIBUTE_NOT_ALLOWED:
	case TEXT_NOT_ALLOWED:
		say_unwanted(e, b, r);
		break;
	case ATTRIBUTE_VALUE:
		say_attribute_value(e, b, r);
		break;
	case VALUE:
		say_value(e, b, r);
		break;
	}
}

bool
fg_grammar_explain(struct fg_grammar *g, struct fg_check *c, xmlNodePtr element)
{
	struct explanation e = {.g = g, .check = c};
	struct models *models = NULL;
	struct reasons found = {0};
	xmlNodePtr start = fg_grammar_start(g, element);

	if (start) {
		add_models(&e, &models, start);
		compare_with_any(&e, &found, element, models);
	}
	for (const struct reason *r = found.first; r; r = r->next) {
		struct fg_buf b = {0};

		say(&e, &b, r);
		fg_check_fault_buf(
		    c, fg_node_offset(r->node), FG_SCHEMA_INVALID, &b);
	}
	fg_arena_free(&e.arena);
	return found.first != NULL;
}
