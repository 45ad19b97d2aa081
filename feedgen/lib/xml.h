/* SPDX-License-Identifier: ISC */
/*
 * xml.h - building an XML document with libxml2's xmlTextWriter.
 *
 * The writer is sticky: what fails first is remembered and everything later
 * does nothing, so callers look once, at fg_xml_finish().  Text that holds what
 * XML forbids is such a failure: xmlTextWriter itself would pass it through.
 */
#ifndef FG_LIB_XML_H
#define FG_LIB_XML_H

#include "base/buf.h"

#include <stdint.h>

struct fg_xml;

/* Once in a process, before any thread uses libxml2; may be repeated. */
void fg_xml_library_init(void);
/* "libxml2 2.9.14"; static. */
const char *fg_xml_library(void);

/*
 * Append text with & < > and CR as references, in_attribute also " and white
 * space that a parser would normalise.  0, or -1 if it holds what XML forbids;
 * out is then unchanged.
 */
int fg_xml_escape(struct fg_buf *out, struct fg_str text, bool in_attribute);

/* A new document in UTF-8, with its declaration; never NULL. */
struct fg_xml *fg_xml_new(void);
/* Put every element that follows on a line of its own, indented by 2. */
void fg_xml_indent(struct fg_xml *x, bool indent);
void fg_xml_start(struct fg_xml *x, const char *name);
/* NULL value: no attribute. */
void fg_xml_attribute(struct fg_xml *x, const char *name, const char *value);
/* The same for a number; negative: no attribute. */
void fg_xml_attribute_number(
    struct fg_xml *x, const char *name, int64_t number);
void fg_xml_text(struct fg_xml *x, struct fg_str text);
/*
 * Text as CDATA sections; "]]>" is split between two.  A parser reads CR and
 * CR LF in it as LF (XML 1.0, section 2.11), as it does in HTML.
 */
void fg_xml_cdata(struct fg_xml *x, struct fg_str text);
/* Bytes that are XML already, escaped by the caller. */
void fg_xml_raw(struct fg_xml *x, struct fg_str xml);
void fg_xml_end(struct fg_xml *x);
/* An element with text only; NULL: no element. */
void fg_xml_element(struct fg_xml *x, const char *name, const char *text);
/*
 * End the document, append its bytes to out, free x.  0, or -1 if anything
 * failed; out is then unchanged, and no diagnostic is recorded.
 */
int fg_xml_finish(struct fg_xml *x, struct fg_buf *out);

#endif
