/* SPDX-License-Identifier: ISC */
/*
 * schema.h - is it a well-formed, valid Atom feed, RSS feed or sitemap?
 *
 * The schemas are embedded in the program.  Parsing never loads a DTD, never
 * substitutes entities, never reaches the network.  Thread-safe after
 * fg_xml_library_init().
 */
#ifndef FG_LIB_SCHEMA_H
#define FG_LIB_SCHEMA_H

#include "base/diag.h"

/* A document may have at most this many bytes. */
#define FG_XML_MOST (256u << 20)
/* libxml2 has limits of its own here, which differ between its versions. */
#define FG_XML_DEPTH_MOST 250
#define FG_XML_ATTRIBUTES_MOST 1000
#define FG_XML_NAMESPACES_MOST 500
/* Of an element of a feed; libxml2's RELAX NG is quadratic in them. */
#define FG_XML_CHILDREN_MOST 1000

enum fg_format {
	FG_FORMAT_UNKNOWN,
	FG_FORMAT_ATOM_FEED,
	FG_FORMAT_ATOM_ENTRY,
	FG_FORMAT_RSS,
	FG_FORMAT_SITEMAP,
	FG_FORMAT_SITEMAP_INDEX
};

/* What the root element says, without reading further than it. */
enum fg_format fg_schema_recognise(struct fg_str document);
/* "Atom feed", "RSS feed", "sitemap", …; static; NULL for an unknown one. */
const char *fg_format_name(enum fg_format format);

/*
 * Compiled schemas, each made when it is first needed.  Threads may share
 * them: compiling takes a lock, validating does not.
 */
struct fg_schemas;

/* None is compiled yet; never NULL.  Freed with fg_schemas_free(), NULL is ok. */
struct fg_schemas *fg_schemas_new(void);
void fg_schemas_free(struct fg_schemas *s);

/*
 * Parse the document and validate it against its format's schema.  Every
 * fault is recorded in document order, at its place in the file opened with
 * fg_diags_open(); of a document that is not in UTF-8, d->text becomes its
 * UTF-8 form, in d's arena.  0: valid, perhaps with warnings; -1: not
 * (FG_XML_EMPTY, FG_XML_TOO_LARGE, FG_XML_ENCODING, FG_XML_MALFORMED,
 * FG_XML_DTD, FG_XML_TOO_COMPLEX, FG_SCHEMA_INVALID, FG_ROOT_WRONG,
 * FG_FORMAT_NOT_KNOWN).  format may be NULL.
 */
int fg_schemas_validate(struct fg_schemas *s, struct fg_str document,
    enum fg_format *format, struct fg_diags *d);

/* The same for a single document: the schemas live as long as the call. */
int fg_schema_validate(
    struct fg_str document, enum fg_format *format, struct fg_diags *d);

#endif
