/* SPDX-License-Identifier: ISC */
/*
 * url.h - URLs after RFC 3986, written by us because an entry's identity may
 * not depend on the version of a library.
 *
 * Input may be an IRI (RFC 3987) or hold blanks; output is a URI: everything
 * but ASCII is percent-encoded, hosts are Punycode (RFC 3492).
 */
#ifndef FG_BASE_URL_H
#define FG_BASE_URL_H

#include "base/buf.h"

/* A URL may have at most this many bytes (sitemaps.org: under 2,048). */
#define FG_URL_MOST 2047

/* Components, without their delimiters; absent ones are the zero view. */
struct fg_url {
	struct fg_str scheme, userinfo, host, port, path, query, fragment;
};

/*
 * Split any reference (RFC 3986 appendix B); nothing is checked or decoded.
 * "12:30" has no scheme, as that begins with a letter.
 */
struct fg_url fg_url_split(struct fg_str s);
/* Does it begin with a scheme and a colon (RFC 3986 section 3.1)? */
bool fg_url_has_scheme(struct fg_str s);
/*
 * Is it http or https, with a host, and only what a URI may hold?  A host with
 * an escape is none: what could be decoded was made Punycode before.
 */
bool fg_url_is_web(struct fg_str s);
/*
 * Append the reference resolved against the base (RFC 3986 section 5.2) and
 * normalised as far as every server agrees (section 6.2.2 and 6.2.3): of the
 * escapes only those of unreserved characters are decoded.  As in a browser,
 * blanks at both ends, tabs and line breaks are left out and "\" in front of
 * the query is "/".  An absolute base is the caller's duty.  References that
 * are no web address (mailto:, data:, javascript:) are appended as they are.
 */
void fg_url_resolve(
    struct fg_buf *out, struct fg_str base, struct fg_str reference);
/*
 * Append it as addressable's normalize does (reference section 11): scheme
 * and host in lower case, IDN as Punycode, default port dropped, dot segments
 * resolved, empty query and fragment dropped, illegal characters encoded, and
 * escapes decoded where the character may stand as it is ("%3A" in a path).
 * What is no web address (mailto:, tag:) is appended as it is.
 */
void fg_url_normalise(struct fg_buf *out, struct fg_str url);
/* Append a value encoded for a path: unreserved, sub-delims, ":@/" are kept. */
void fg_url_encode_path(struct fg_buf *out, struct fg_str value);
/* Append it with escapes decoded; a lone "%" stays. */
void fg_url_decode(struct fg_buf *out, struct fg_str url);
/*
 * Jekyll's relative_url and absolute_url (reference section 11).  site_url
 * and baseurl may be absent.  Input with a scheme is appended as it is, or,
 * if it is a web address with illegal characters, resolved.  Better than
 * Jekyll: the final slash of site_url is trimmed, and "//host/path" is
 * another host and no path of this one.
 */
void fg_url_relative(
    struct fg_buf *out, struct fg_str baseurl, struct fg_str input);
void fg_url_absolute(struct fg_buf *out, struct fg_str site_url,
    struct fg_str baseurl, struct fg_str input);
/*
 * The same for an entry's id, with the path in Unicode's form NFKC, as
 * addressable has always written it, and with the final slash of site_url in
 * front of the path's: another id would make the entry unread again.  Links are not written so: their file has the name that it has.
 */
void fg_url_identity(struct fg_buf *out, struct fg_str site_url,
    struct fg_str baseurl, struct fg_str input);

#endif
