/* SPDX-License-Identifier: ISC */
/* html_same.h - do two HTML fragments show the same? */
#ifndef FG_LIB_HTML_SAME_H
#define FG_LIB_HTML_SAME_H

#include "base/str.h"

enum fg_html_likeness {
	FG_HTML_SAME,	   /* but for spelling that nobody sees */
	FG_HTML_SAME_TEXT, /* other elements, attributes or URLs */
	FG_HTML_OTHER_TEXT
};

/*
 * Compare two fragments; their URLs refer to the bases, which may be absent.
 * Comments, references or characters, case of names, order and quotes of
 * attributes, and white space that is not shown make no difference.
 */
enum fg_html_likeness fg_html_compare(struct fg_str first,
    struct fg_str first_base, struct fg_str second, struct fg_str second_base);

#endif
