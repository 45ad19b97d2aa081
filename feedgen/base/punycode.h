/* SPDX-License-Identifier: ISC */
/* punycode.h - RFC 3492, for the labels of host names. */
#ifndef FG_BASE_PUNYCODE_H
#define FG_BASE_PUNYCODE_H

#include "base/buf.h"

/* A DNS label has at most 63 octets (RFC 1035 section 2.3.4). */
#define FG_LABEL_MOST 63

/*
 * Append the Punycode of a label, without "xn--".  False, and nothing is
 * appended, if it is not UTF-8 or has more than FG_LABEL_MOST code points:
 * the work grows with the square of their number.
 */
bool fg_punycode_encode(struct fg_buf *out, struct fg_str label);

#endif
