/* SPDX-License-Identifier: ISC */
/* schema_value.c - text against the data types of a RELAX NG schema. */
#include "lib/schema_grammar.h"

#include <libxml/xmlschemastypes.h>

static struct fg_str
property(xmlNodePtr node, const char *name)
{
	xmlAttrPtr a = xmlHasProp(node, (const xmlChar *)name);

	return fg_str_c(
	    a && a->children ? (const char *)a->children->content : "");
}

static struct fg_str
content(xmlNodePtr node)
{
	return fg_str_c(
	    node->children ? (const char *)node->children->content : "");
}

static xmlNodePtr
next_element(xmlNodePtr node)
{
	do
		node = node->next;
	while (node && node->type != XML_ELEMENT_NODE);
	return node;
}

static bool
is(xmlNodePtr node, const char *name)
{
	return strcmp((const char *)node->name, name) == 0;
}

/* Compiled once: a hostile entry may have many values to compare. */
static xmlRegexpPtr
compiled(struct fg_grammar *g, xmlNodePtr param)
{
	struct fg_regexp *r = param->_private;

	if (r)
		return r->compiled;
	r = FG_NEW(&g->arena, struct fg_regexp);
	r->compiled = xmlRegexpCompile((const xmlChar *)content(param).p);
	r->next = g->regexps;
	g->regexps = r;
	param->_private = r;
	return r->compiled;
}

static bool
param_matches(struct fg_grammar *g, xmlNodePtr param, const char *text)
{
	struct fg_str value = content(param);
	unsigned long number, most;

	if (fg_str_eq(property(param, "name"), FG_STR("pattern"))) {
		xmlRegexpPtr re = compiled(g, param);

		return re && xmlRegexpExec(re, (const xmlChar *)text) == 1;
	}
	if (fg_str_eq(property(param, "name"), FG_STR("maxInclusive")))
		return fg_str_unsigned(&most, value) &&
		       fg_str_unsigned(&number, fg_str_trim(fg_str_c(text))) &&
		       number <= most;
	return true;
}

static bool
data_matches(struct fg_grammar *g, xmlNodePtr data, const char *text)
{
	xmlSchemaTypePtr type = xmlSchemaGetPredefinedType(
	    (const xmlChar *)property(data, "type").p,
	    (const xmlChar *)FG_NS_XS);

	if (!type || xmlSchemaValidatePredefinedType(
			 type, (const xmlChar *)text, NULL) != 0)
		return false;
	for (xmlNodePtr n = fg_pattern_first(data); n; n = next_element(n))
		if (!param_matches(g, n, text))
			return false;
	return true;
}

/* RELAX NG's own type "token" unless the schema says "string". */
static bool
value_matches(xmlNodePtr value, const char *text)
{
	struct fg_str s = fg_str_c(text);

	if (!fg_str_eq(property(value, "type"), FG_STR("string")))
		s = fg_str_trim(s);
	return fg_str_eq(content(value), s);
}

bool
fg_grammar_matches(struct fg_grammar *g, xmlNodePtr pattern, const char *text)
{
	if (is(pattern, "data"))
		return data_matches(g, pattern, text);
	if (is(pattern, "value"))
		return value_matches(pattern, text);
	if (is(pattern, "ref"))
		pattern = fg_map_get(&g->defines, property(pattern, "name"));
	for (xmlNodePtr n = fg_pattern_first(pattern); n; n = next_element(n))
		if (fg_grammar_matches(g, n, text))
			return true;
	return is(pattern, "text");
}

static void
add_to_list(struct fg_buf *list)
{
	if (list->n > 0)
		fg_buf_add_c(list, ", ");
}

static void
add_phrase(struct fg_buf *list, struct fg_str type, const char **last)
{
	const char *phrase = fg_schema_type_phrase(type);

	if (!phrase || phrase == *last)
		return;
	add_to_list(list);
	fg_buf_add_c(list, phrase);
	*last = phrase;
}

void
fg_grammar_add_allowed(struct fg_grammar *g, struct fg_diags *d,
    struct fg_buf *list, xmlNodePtr pattern, const char **last)
{
	if (is(pattern, "value")) {
		add_to_list(list);
		fg_buf_add_quoted(list, d, content(pattern));
	} else if (is(pattern, "data")) {
		add_phrase(list, property(pattern, "type"), last);
	} else if (is(pattern, "ref") &&
		   fg_schema_type_phrase(property(pattern, "name"))) {
		add_phrase(list, property(pattern, "name"), last);
	} else {
		if (is(pattern, "ref"))
			pattern =
			    fg_map_get(&g->defines, property(pattern, "name"));
		for (xmlNodePtr n = fg_pattern_first(pattern); n;
		     n = next_element(n))
			fg_grammar_add_allowed(g, d, list, n, last);
	}
}
