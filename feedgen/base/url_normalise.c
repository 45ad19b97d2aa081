/* SPDX-License-Identifier: ISC */
/* url_normalise.c - resolving references and writing URLs in one form. */
#include "base/url.h"

#include "base/punycode.h"
#include "base/url_chars.h"
#include "base/utf8.h"

/* Characters that stay as they are, and escapes that are decoded. */
struct part {
	uint16_t keep, decode;
	bool fold; /* write it in form NFKC; keep and decode are the same */
};

struct style {
	struct part userinfo, path, query, fragment;
	bool keep_empty; /* "?" and "#" without anything behind them */
};

/* RFC 3986 section 6.2.2: nothing that a server could tell apart changes. */
static const struct style resolving = {
    .userinfo = {FG_URL_USERINFO, FG_URL_UNRESERVED, false},
    .path = {FG_URL_SEGMENT, FG_URL_UNRESERVED, false},
    .query = {FG_URL_QUERY, FG_URL_UNRESERVED, false},
    .fragment = {FG_URL_QUERY, FG_URL_UNRESERVED, false},
    .keep_empty = true,
};

/* What Jekyll's URLs have always looked like: addressable's normalize. */
static const struct style normalising = {
    .userinfo = {FG_URL_UNRESERVED, FG_URL_UNRESERVED, false},
    .path = {FG_URL_SEGMENT, FG_URL_SEGMENT, false},
    .query = {FG_URL_PLAIN_QUERY, FG_URL_PLAIN_VALUE, false},
    .fragment = {FG_URL_QUERY, FG_URL_QUERY, false},
};

/* An id has to stay what addressable made of it. */
static const struct style folding = {
    .userinfo = {FG_URL_UNRESERVED, FG_URL_UNRESERVED, false},
    .path = {FG_URL_SEGMENT, FG_URL_SEGMENT, true},
    .query = {FG_URL_PLAIN_QUERY, FG_URL_PLAIN_VALUE, false},
    .fragment = {FG_URL_QUERY, FG_URL_QUERY, true},
};

static bool
has_only(struct fg_str s, unsigned classes)
{
	for (size_t i = 0; i < s.n; i++)
		if (!fg_url_may_hold(classes, s.p[i]))
			return false;
	return true;
}

static void
add_folded(struct fg_buf *out, struct fg_str s, unsigned classes)
{
	struct fg_buf decoded = {0}, folded = {0};

	fg_url_decode(&decoded, s);
	fg_utf8_nfkc(&folded, fg_buf_str(&decoded));
	fg_url_encode(out, fg_buf_str(&folded), classes);
	fg_buf_free(&decoded);
	fg_buf_free(&folded);
}

static void
add_part(struct fg_buf *out, struct fg_str s, struct part part)
{
	size_t from = 0;

	if (part.fold && !has_only(s, part.keep)) {
		add_folded(out, s, part.keep);
		return;
	}
	for (size_t i = 0; i < s.n; i++) {
		int byte;

		if (fg_url_may_hold(part.keep, s.p[i]))
			continue;
		fg_buf_add(out, fg_str_sub(s, from, i));
		byte = fg_url_escape_at(s, i);
		if (byte < 0)
			fg_url_add_escape(out, (unsigned char)s.p[i]);
		else if (fg_url_may_hold(part.decode, (char)byte))
			fg_buf_add_char(out, (char)byte);
		else
			fg_url_add_escape(out, (unsigned char)byte);
		if (byte >= 0)
			i += 2;
		from = i + 1;
	}
	fg_buf_add(out, fg_str_sub(s, from, s.n));
}

static void
add_lower(struct fg_buf *out, struct fg_str s)
{
	size_t i = out->n;

	fg_buf_add(out, s);
	for (; i < out->n; i++)
		out->p[i] = fg_lower(out->p[i]);
}

/* IDNA takes three more characters for a dot (RFC 3490 section 3.1). */
static bool
is_label_separator(uint32_t cp)
{
	return cp == '.' || cp == 0x3002 || cp == 0xff0e || cp == 0xff61;
}

static void
add_label(struct fg_buf *out, struct fg_str label, bool ascii)
{
	struct fg_buf punycode = {0};

	if (!ascii && fg_punycode_encode(&punycode, label)) {
		fg_buf_add(out, FG_STR("xn--"));
		label = fg_buf_str(&punycode);
	}
	fg_url_encode(out, label, FG_URL_NAME);
	fg_buf_free(&punycode);
}

static void
add_labels(struct fg_buf *out, struct fg_str name)
{
	size_t from = 0, n;
	bool ascii = true;

	for (size_t i = 0; i < name.n; i += n) {
		uint32_t cp;

		n = fg_utf8_decode(&cp, fg_str_sub(name, i, name.n));
		if (n == 0)
			n = 1;
		if (!is_label_separator(cp)) {
			ascii = ascii && cp < 0x80;
			continue;
		}
		add_label(out, fg_str_sub(name, from, i), ascii);
		fg_buf_add_char(out, '.');
		from = i + n;
		ascii = true;
	}
	add_label(out, fg_str_sub(name, from, name.n), ascii);
}

/* A registered name may hide letters in escapes: "b%C3%BCcher.example". */
static void
add_name(struct fg_buf *out, struct fg_str name)
{
	struct fg_buf a = {0}, b = {0};

	fg_url_decode(&a, name);
	fg_utf8_nfkc(&b, fg_buf_str(&a));
	fg_buf_reset(&a);
	fg_utf8_lower(&a, fg_buf_str(&b));
	/* Again: only the small letter of T and diaeresis is composed. */
	fg_buf_reset(&b);
	fg_utf8_nfkc(&b, fg_buf_str(&a));
	add_labels(out, fg_buf_str(&b));
	fg_buf_free(&a);
	fg_buf_free(&b);
}

static void
add_literal(struct fg_buf *out, struct fg_str literal)
{
	struct fg_buf lower = {0};

	add_lower(&lower, literal);
	add_part(
	    out, fg_buf_str(&lower), (struct part){.keep = FG_URL_LITERAL});
	fg_buf_free(&lower);
}

static void
add_host(struct fg_buf *out, struct fg_str host)
{
	size_t start = out->n;

	if (has_only(host, FG_URL_NAME))
		add_lower(out, host);
	else if (host.p[0] == '[' && host.p[host.n - 1] == ']')
		add_literal(out, host);
	else
		add_name(out, host);
	/* The root's dot is the same host under another name. */
	host = fg_str_sub(fg_buf_str(out), start, out->n);
	if (host.n > 1 && host.p[host.n - 1] == '.' &&
	    host.p[host.n - 2] != '.')
		fg_buf_truncate(out, out->n - 1);
}

static bool
is_default_port(struct fg_str scheme, struct fg_str port)
{
	if (fg_str_eq_nocase(scheme, FG_STR("https")))
		return fg_str_eq(port, FG_STR("443"));
	return scheme.n && fg_str_eq(port, FG_STR("80"));
}

static void
add_port(struct fg_buf *out, struct fg_str scheme, struct fg_str port)
{
	struct fg_buf encoded = {0};
	struct fg_str digits;

	if (port.n == 0)
		return;
	add_part(&encoded, port,
	    (struct part){FG_URL_UNRESERVED, FG_URL_UNRESERVED, false});
	digits = fg_buf_str(&encoded);
	while (digits.n > 1 && digits.p[0] == '0')
		digits = fg_str_sub(digits, 1, digits.n);
	if (!is_default_port(scheme, digits)) {
		fg_buf_add_char(out, ':');
		fg_buf_add(out, digits);
	}
	fg_buf_free(&encoded);
}

static void
add_userinfo(struct fg_buf *out, struct fg_str userinfo, struct part part)
{
	size_t colon = fg_str_find(userinfo, ':', 0);

	if (userinfo.n == 0 || fg_str_eq(userinfo, FG_STR(":")))
		return;
	add_part(out, fg_str_sub(userinfo, 0, colon), part);
	if (colon < userinfo.n) {
		fg_buf_add_char(out, ':');
		add_part(
		    out, fg_str_sub(userinfo, colon + 1, userinfo.n), part);
	}
	fg_buf_add_char(out, '@');
}

/* Drop the last segment of the path that begins at start; it ends in "/". */
static void
drop_segment(struct fg_buf *out, size_t start)
{
	size_t n = out->n;

	if (n > start && out->p[start] == '/')
		start++;
	if (n <= start)
		return;
	n--;
	while (n > start && out->p[n - 1] != '/')
		n--;
	fg_buf_truncate(out, n);
}

/*
 * Append the segments of s to the path that begins at start.  Dot segments
 * are found after decoding: "%2E%2E" is one.  Every byte is written once and
 * dropped once at most, so "../" a million times costs no more than text.
 */
static void
add_segments(
    struct fg_buf *out, size_t start, struct fg_str s, struct part part)
{
	size_t from = 0;

	while (from < s.n) {
		size_t to = fg_str_find(s, '/', from), mark = out->n;
		struct fg_str written;

		add_part(out, fg_str_sub(s, from, to), part);
		written = fg_str_sub(fg_buf_str(out), mark, out->n);
		if (fg_str_eq(written, FG_STR("."))) {
			fg_buf_truncate(out, mark);
		} else if (fg_str_eq(written, FG_STR(".."))) {
			fg_buf_truncate(out, mark);
			drop_segment(out, start);
		} else if (to < s.n) {
			fg_buf_add_char(out, '/');
		}
		from = to + 1;
	}
}

static void
insert(struct fg_buf *out, size_t at, struct fg_str s)
{
	if (!fg_buf_reserve(out, s.n))
		return;
	memmove(out->p + at + s.n, out->p + at, out->n - at + 1);
	memcpy(out->p + at, s.p, s.n);
	out->n += s.n;
}

/*
 * A path without an authority may not begin like one, nor like a scheme
 * (RFC 3986 section 3.3): "/.//x", "./a:b".
 */
static void
guard_path(struct fg_buf *out, size_t start, bool has_scheme)
{
	struct fg_str path = fg_str_sub(fg_buf_str(out), start, out->n);

	if (fg_str_starts(path, FG_STR("//")))
		insert(out, start, FG_STR("/."));
	else if (!has_scheme &&
		 fg_str_find(path, ':', 0) < fg_str_find(path, '/', 0))
		insert(out, start, FG_STR("./"));
}

/* Append the URL, whose path is behind the folder's. */
static void
add_url(struct fg_buf *out, const struct fg_url *url, struct fg_str folder,
    const struct style *style)
{
	size_t start;

	if (url->scheme.n) {
		add_lower(out, url->scheme);
		fg_buf_add_char(out, ':');
	}
	if (url->host.p) {
		fg_buf_add(out, FG_STR("//"));
		add_userinfo(out, url->userinfo, style->userinfo);
		add_host(out, url->host);
		add_port(out, url->scheme, url->port);
	}
	start = out->n;
	add_segments(out, start, folder, style->path);
	add_segments(out, start, url->path, style->path);
	if (!url->host.p)
		guard_path(out, start, url->scheme.n > 0);
	else if (url->scheme.n && out->n == start)
		fg_buf_add_char(out, '/');
	if (url->query.n || (url->query.p && style->keep_empty)) {
		fg_buf_add_char(out, '?');
		add_part(out, url->query, style->query);
	}
	if (url->fragment.n || (url->fragment.p && style->keep_empty)) {
		fg_buf_add_char(out, '#');
		add_part(out, url->fragment, style->fragment);
	}
}

/* RFC 3986 section 5.2.2; the strict way: "http:g" has a scheme. */
static void
resolve(struct fg_buf *out, struct fg_str base, struct fg_str reference)
{
	struct fg_url url = fg_url_split(reference), from;
	struct fg_str folder = {NULL, 0};

	if (url.scheme.n) {
		add_url(out, &url, folder, &resolving);
		return;
	}
	from = fg_url_split(base);
	url.scheme = from.scheme;
	if (!url.host.p) {
		url.userinfo = from.userinfo;
		url.host = from.host;
		url.port = from.port;
		if (url.path.n == 0) {
			url.path = from.path;
			if (!url.query.p)
				url.query = from.query;
		} else if (url.path.p[0] != '/') {
			size_t slash = fg_str_rfind(from.path, '/');

			folder = slash < from.path.n
				     ? fg_str_sub(from.path, 0, slash + 1)
				 : from.host.p ? FG_STR("/")
					       : folder;
		}
	}
	add_url(out, &url, folder, &resolving);
}

static bool
is_other_scheme(struct fg_str s)
{
	struct fg_str scheme;

	if (!fg_url_has_scheme(s))
		return false;
	scheme = fg_str_sub(s, 0, fg_str_find(s, ':', 0));
	return !fg_str_eq_nocase(scheme, FG_STR("http")) &&
	       !fg_str_eq_nocase(scheme, FG_STR("https"));
}

/* Without C0 controls and blanks at both ends, as browsers read attributes. */
static struct fg_str
trim_controls(struct fg_str s)
{
	size_t from = 0, to = s.n;

	while (from < to && (unsigned char)s.p[from] <= ' ')
		from++;
	while (to > from && (unsigned char)s.p[to - 1] <= ' ')
		to--;
	return fg_str_sub(s, from, to);
}

/*
 * What a browser makes of it (WHATWG URL, "basic URL parser"): no tabs and
 * line breaks, and slashes for the backslashes of the path.  s itself if it
 * has none of them, else text in spare.
 */
static struct fg_str
clean(struct fg_buf *spare, struct fg_str s)
{
	bool in_path = true, dirty = false;

	for (size_t i = 0; i < s.n && !dirty; i++)
		dirty = s.p[i] == '\\' || (s.p[i] >= '\t' && s.p[i] <= '\r');
	if (!dirty)
		return s;
	for (size_t i = 0; i < s.n; i++) {
		char c = s.p[i];

		if (c == '\t' || c == '\n' || c == '\r')
			continue;
		if (c == '?' || c == '#')
			in_path = false;
		fg_buf_add_char(spare, c == '\\' && in_path ? '/' : c);
	}
	return fg_buf_str(spare);
}

void
fg_url_resolve(struct fg_buf *out, struct fg_str base, struct fg_str reference)
{
	struct fg_buf spare = {0};
	struct fg_str cleaned = trim_controls(reference);

	/* First of all, for the sake of images in data: URLs. */
	if (!is_other_scheme(cleaned))
		cleaned = clean(&spare, cleaned);
	if (is_other_scheme(cleaned))
		fg_buf_add(out, reference);
	else
		resolve(out, base, cleaned);
	fg_buf_free(&spare);
}

static void
normalise(struct fg_buf *out, struct fg_str url, const struct style *style)
{
	struct fg_url parts;
	size_t from = 0;

	while (from < url.n && fg_is_space(url.p[from]))
		from++;
	url = fg_str_sub(url, from, url.n);
	if (is_other_scheme(url)) {
		fg_buf_add(out, url);
		return;
	}
	parts = fg_url_split(url);
	parts.path = fg_str_trim(parts.path);
	add_url(out, &parts, (struct fg_str){NULL, 0}, style);
}

void
fg_url_normalise(struct fg_buf *out, struct fg_str url)
{
	normalise(out, url, &normalising);
}

void
fg_url_fold(struct fg_buf *out, struct fg_str url)
{
	normalise(out, url, &folding);
}
