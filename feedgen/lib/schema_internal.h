/* SPDX-License-Identifier: ISC */
/* schema_internal.h - what the parts of the schema adapter share. */
#ifndef FG_LIB_SCHEMA_INTERNAL_H
#define FG_LIB_SCHEMA_INTERNAL_H

#include "base/buf.h"
#include "lib/schema.h"

#include <libxml/parser.h>
#include <libxml/relaxng.h>
#include <libxml/xmlschemas.h>

/* libxml2 2.12 made the argument of structured error handlers constant. */
#if LIBXML_VERSION >= 21200
typedef const xmlError *fg_xml_error;
#else
typedef xmlError *fg_xml_error;
#endif

#define FG_NS_ATOM "http://www.w3.org/2005/Atom"
#define FG_NS_SITEMAP "http://www.sitemaps.org/schemas/sitemap/0.9"
#define FG_NS_XS "http://www.w3.org/2001/XMLSchema"

/* More faults of a document than diag.c would show are not looked for. */
#define FG_FAULTS_MOST 60

/* A fault at a byte of the text; recorded when all are known, in order. */
struct fg_fault {
	size_t offset;
	size_t sequence; /* of finding, to keep the order at one place */
	enum fg_code code;
	const char *argument;
};

/* One start tag, as libxml2's SAX2 interface gives it. */
struct fg_tag {
	size_t offset; /* of its "<" */
	const xmlChar *name, *prefix, *uri;
	int namespace_count;
	const xmlChar **namespaces; /* prefix, URI */
	int attribute_count, defaulted;
	const xmlChar **attributes; /* name, prefix, URI, start, end */
};

struct fg_check;

/* What looks at the elements of one kind of document. */
struct fg_driver {
	/* After the root element has been recognised; 0 or -1 to stop. */
	int (*begin)(struct fg_check *c);
	void (*start)(struct fg_check *c, const struct fg_tag *tag);
	/* All text between two tags at once, never empty. */
	void (*text)(struct fg_check *c, struct fg_str text, size_t offset);
	void (*end)(struct fg_check *c);
	/* After the last tag; only when the document is well-formed. */
	void (*finish)(struct fg_check *c);
	void (*free)(struct fg_check *c);
};

extern const struct fg_driver fg_feed_driver, fg_sitemap_driver;

/* One document that is validated, read, or, without either, recognised. */
struct fg_check {
	struct fg_schemas *schemas; /* to validate against, or NULL */
	const struct fg_driver *reader; /* instead of them, or NULL */
	struct fg_diags *diags;
	struct fg_str text; /* UTF-8, without byte order mark */
	bool transcoded;    /* the document is in another encoding */
	enum fg_format format;
	const struct fg_driver *driver;
	void *state; /* the driver's */

	xmlParserCtxtPtr parser;
	bool malformed; /* tags and namespaces cannot be trusted */
	bool stopped;
	unsigned depth;
	/* Declarations in scope, by depth. */
	unsigned short namespaces[FG_XML_DEPTH_MOST + 1];
	size_t after_tag;      /* offset behind the last tag */
	struct fg_buf between; /* text since then */

	struct fg_fault *faults;
	size_t fault_count, fault_capacity;
};

/*
 * schema.c: parse the document and record all faults, in order; 0 or -1.
 * Diagnostics, and what to do with the document, are set by the caller.
 */
int fg_check_run(struct fg_check *c, struct fg_str document);

/* schema.c: note a fault; the argument lives in the diagnostics' arena. */
void fg_check_fault(
    struct fg_check *c, size_t offset, enum fg_code code, const char *argument);
/* The same with what the buffer holds, which is emptied. */
void fg_check_fault_buf(struct fg_check *c, size_t offset, enum fg_code code,
    struct fg_buf *argument);
bool fg_check_enough(const struct fg_check *c);
/* Let the parser stop after the tag that it is at. */
void fg_check_stop(struct fg_check *c);
/* Append text in single quotes, short and showable. */
void fg_buf_add_quoted(
    struct fg_buf *b, struct fg_diags *d, struct fg_str text);
/* Append 'prefix:name'. */
void fg_buf_add_name(
    struct fg_buf *b, struct fg_diags *d, const char *prefix, const char *name);
/* What a value of that type is, "a date", or NULL; of both schema languages. */
const char *fg_schema_type_phrase(struct fg_str type);

/* schema_source.c: fill c->text; 0, or -1 after a fault has been noted. */
int fg_check_decode(struct fg_check *c, struct fg_str document);

/* schema_scan.c: false if libxml2 should not see it; faults are noted. */
bool fg_check_scan(struct fg_check *c);

/* schema_parse.c: note that a limit is passed, and stop. */
void fg_check_too_complex(struct fg_check *c, size_t offset, const char *what);
#define FG_TEXT_OF(number) FG_TEXT_OF_(number)
#define FG_TEXT_OF_(number) #number

/* schema_parse.c: run the parser over c->text, the driver over its events. */
void fg_check_parse(struct fg_check *c);

/* schema_feed.c: append what an attribute of a tag is, from SAX's form. */
void fg_tag_add_value(struct fg_buf *out, const xmlChar *const *attribute);

/* schema_store.c: compiled schemas; they belong to the store. */
xmlRelaxNGPtr fg_schemas_feed(struct fg_schemas *s, bool atom);
/* NULL for a namespace without a schema; `index` for sitemap indexes. */
xmlSchemaPtr fg_schemas_sitemap(
    struct fg_schemas *s, const char *uri, bool index);
/* The type that a schema of ours gives to an "element" or "attribute". */
struct fg_str fg_schemas_sitemap_type(
    const char *uri, bool index, const char *kind, struct fg_str name);
bool fg_schemas_sitemap_optional(
    const char *uri, bool index, struct fg_str name);
/* The source of a feed's schema with its includes, to be freed. */
xmlDocPtr fg_schemas_feed_source(bool atom);
/* Parse memory of ours without network, DTD, entities; NULL if malformed. */
xmlDocPtr fg_xml_parse_trusted(struct fg_str text);

/* schema_explain.c: why does the grammar refuse this tree?  Notes faults. */
struct fg_grammar;
struct fg_grammar *fg_grammar_new(bool atom);
void fg_grammar_free(struct fg_grammar *g);
/* true if a reason was found. */
bool fg_grammar_explain(
    struct fg_grammar *g, struct fg_check *c, xmlNodePtr element);

/* Where a node of a tree begins; schema_feed.c keeps it there. */
static inline size_t
fg_node_offset(const xmlNode *node)
{
	return (size_t)node->_private;
}

#endif
