/* SPDX-License-Identifier: ISC */
/*
 * schema_grammar.h - the content models that a RELAX NG schema of ours has.
 *
 * Read from the schema's own text, so that the reasons we give cannot differ
 * from the rules.  Only the subset that our schemas use is understood: a model
 * is a bag of attributes and children in any order, with one choice between
 * groups at most, each branch of which is a model of its own.
 */
#ifndef FG_LIB_SCHEMA_GRAMMAR_H
#define FG_LIB_SCHEMA_GRAMMAR_H

#include "base/arena.h"
#include "base/map.h"
#include "lib/schema_internal.h"

#include <libxml/xmlregexp.h>

/* An attribute or a child element that a model allows. */
struct fg_particle {
	struct fg_particle *next;
	xmlNodePtr pattern;	   /* <element> or <attribute> */
	const char *name, *prefix; /* as the schema writes it; NULL: a class */
	const char *uri;
	bool required, repeated;
	unsigned count; /* of the children that are being looked at */
};

struct fg_model {
	struct fg_model *branch; /* the next alternative */
	struct fg_particle *attributes, *children;
	xmlNodePtr data; /* what its text has to match, or NULL */
	bool text;	 /* any text */
	bool anything;	 /* any content at all */
};

struct fg_regexp {
	struct fg_regexp *next;
	xmlRegexpPtr compiled;
};

struct fg_grammar {
	struct fg_arena arena;
	xmlDocPtr source;
	struct fg_map defines;
	struct fg_regexp *regexps; /* to be freed */
};

/* The branches of what an <element> pattern allows; made once. */
struct fg_model *fg_grammar_model(struct fg_grammar *g, xmlNodePtr pattern);
/* The global pattern for an element of that name, or NULL. */
xmlNodePtr fg_grammar_start(struct fg_grammar *g, xmlNodePtr element);
bool fg_particle_matches(
    const struct fg_particle *p, const xmlChar *name, const xmlChar *uri);
/* Does text match a pattern of data, values and choices between them? */
bool fg_grammar_matches(
    struct fg_grammar *g, xmlNodePtr pattern, const char *text);
/*
 * Append what such a pattern allows to a list: "'a', 'b', a date".  last is
 * the phrase that was added last; it is not repeated.
 */
void fg_grammar_add_allowed(struct fg_grammar *g, struct fg_diags *d,
    struct fg_buf *list, xmlNodePtr pattern, const char **last);
/* The first child element of a pattern that holds data, or NULL. */
xmlNodePtr fg_pattern_first(xmlNodePtr pattern);

#endif
