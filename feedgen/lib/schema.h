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
/* "Atom feed", "RSS feed", "sitemap", …; static. */
const char *fg_format_name(enum fg_format format);

/*
 * Parse the document and validate it against its format's schema.  Every
 * fault is recorded in document order, at its place in the file opened with
 * fg_diags_open().  0: valid; -1: not (FG_XML_MALFORMED, FG_XML_DTD,
 * FG_SCHEMA_INVALID, FG_FORMAT_NOT_KNOWN and so on).
 */
int fg_schema_validate(struct fg_str document, enum fg_format *format,
    struct fg_diags *d);

#endif
