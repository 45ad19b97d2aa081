/* SPDX-License-Identifier: ISC */
/* url.c - the parts of a URL, and Jekyll's ways to make one. */
#include "base/url.h"

#include "base/url_chars.h"

#define HIGHEST_PORT 65535

#define PLAIN (FG_URL_PLAIN_QUERY | FG_URL_PLAIN_VALUE)
#define PCHAR (FG_URL_SEGMENT | FG_URL_PATH | FG_URL_QUERY | PLAIN)
/* sub-delims and unreserved characters of RFC 3986 section 2. */
#define S (PCHAR | FG_URL_USERINFO | FG_URL_NAME | FG_URL_LITERAL)
#define U (S | FG_URL_UNRESERVED)

/* clang-format off */
const uint16_t fg_url_classes[256] = {
    ['!'] = S, ['$'] = S, ['\''] = S, ['('] = S, [')'] = S, ['*'] = S,
    [','] = S, ['='] = S,
    ['&'] = S & ~FG_URL_PLAIN_VALUE, ['+'] = S & ~FG_URL_PLAIN_VALUE,
    [';'] = S & ~PLAIN,
    [':'] = PCHAR | FG_URL_USERINFO | FG_URL_LITERAL, ['@'] = PCHAR,
    ['/'] = FG_URL_PATH | FG_URL_QUERY | PLAIN, ['?'] = FG_URL_QUERY | PLAIN,
    ['['] = FG_URL_LITERAL, [']'] = FG_URL_LITERAL,
    ['-'] = U, ['.'] = U, ['_'] = U, ['~'] = U,
    ['0'] = U, ['1'] = U, ['2'] = U, ['3'] = U, ['4'] = U, ['5'] = U,
    ['6'] = U, ['7'] = U, ['8'] = U, ['9'] = U,
    ['A'] = U, ['B'] = U, ['C'] = U, ['D'] = U, ['E'] = U, ['F'] = U,
    ['G'] = U, ['H'] = U, ['I'] = U, ['J'] = U, ['K'] = U, ['L'] = U,
    ['M'] = U, ['N'] = U, ['O'] = U, ['P'] = U, ['Q'] = U, ['R'] = U,
    ['S'] = U, ['T'] = U, ['U'] = U, ['V'] = U, ['W'] = U, ['X'] = U,
    ['Y'] = U, ['Z'] = U,
    ['a'] = U, ['b'] = U, ['c'] = U, ['d'] = U, ['e'] = U, ['f'] = U,
    ['g'] = U, ['h'] = U, ['i'] = U, ['j'] = U, ['k'] = U, ['l'] = U,
    ['m'] = U, ['n'] = U, ['o'] = U, ['p'] = U, ['q'] = U, ['r'] = U,
    ['s'] = U, ['t'] = U, ['u'] = U, ['v'] = U, ['w'] = U, ['x'] = U,
    ['y'] = U, ['z'] = U,
};
/* clang-format on */

/* Bytes of the scheme at the start of s, without the colon; 0: none. */
static size_t
scheme_length(struct fg_str s)
{
	size_t i = 0;

	if (s.n == 0 || !fg_is_alpha(s.p[0]))
		return 0;
	while (i < s.n && (fg_is_alpha(s.p[i]) || fg_is_digit(s.p[i]) ||
			      s.p[i] == '+' || s.p[i] == '-' || s.p[i] == '.'))
		i++;
	return i < s.n && s.p[i] == ':' ? i : 0;
}

static void
split_authority(struct fg_url *url, struct fg_str authority)
{
	size_t at = fg_str_rfind(authority, '@');
	size_t colon, bracket;

	if (at < authority.n) {
		url->userinfo = fg_str_sub(authority, 0, at);
		authority = fg_str_sub(authority, at + 1, authority.n);
	}
	/* A colon inside an IP literal does not begin a port. */
	colon = fg_str_rfind(authority, ':');
	bracket = fg_str_rfind(authority, ']');
	if (colon < authority.n &&
	    (bracket == authority.n || bracket < colon)) {
		url->port = fg_str_sub(authority, colon + 1, authority.n);
		authority = fg_str_sub(authority, 0, colon);
	}
	url->host = authority;
}

struct fg_url
fg_url_split(struct fg_str s)
{
	struct fg_url url = {0};
	size_t n;

	if (!s.p)
		s = FG_STR("");
	n = scheme_length(s);
	if (n) {
		url.scheme = fg_str_sub(s, 0, n);
		s = fg_str_sub(s, n + 1, s.n);
	}
	n = fg_str_find(s, '#', 0);
	if (n < s.n)
		url.fragment = fg_str_sub(s, n + 1, s.n);
	s = fg_str_sub(s, 0, n);
	n = fg_str_find(s, '?', 0);
	if (n < s.n)
		url.query = fg_str_sub(s, n + 1, s.n);
	s = fg_str_sub(s, 0, n);
	if (fg_str_starts(s, FG_STR("//"))) {
		s = fg_str_sub(s, 2, s.n);
		n = fg_str_find(s, '/', 0);
		split_authority(&url, fg_str_sub(s, 0, n));
		s = fg_str_sub(s, n, s.n);
	}
	url.path = s;
	return url;
}

bool
fg_url_has_scheme(struct fg_str s)
{
	return scheme_length(s) > 0;
}

/* Has it only characters of the classes, and escapes? */
static bool
is_legal(struct fg_str s, unsigned classes)
{
	for (size_t i = 0; i < s.n; i++) {
		if (fg_url_may_hold(classes, s.p[i]))
			continue;
		if (fg_url_escape_at(s, i) < 0)
			return false;
		i += 2;
	}
	return true;
}

/* RFC 3986 section 3.2.2, without escapes. */
static bool
is_host(struct fg_str s)
{
	unsigned classes = FG_URL_NAME;

	if (s.n > 2 && s.p[0] == '[' && s.p[s.n - 1] == ']') {
		s = fg_str_sub(s, 1, s.n - 1);
		classes = FG_URL_USERINFO;
	}
	for (size_t i = 0; i < s.n; i++)
		if (!fg_url_may_hold(classes, s.p[i]))
			return false;
	return s.n > 0;
}

static bool
is_port(struct fg_str s)
{
	unsigned long port;

	return s.n == 0 || (fg_str_unsigned(&port, s) && port <= HIGHEST_PORT);
}

bool
fg_url_is_web(struct fg_str s)
{
	struct fg_url url = fg_url_split(s);

	return (fg_str_eq_nocase(url.scheme, FG_STR("http")) ||
		   fg_str_eq_nocase(url.scheme, FG_STR("https"))) &&
	       is_host(url.host) && is_port(url.port) &&
	       is_legal(url.userinfo, FG_URL_USERINFO) &&
	       is_legal(url.path, FG_URL_PATH) &&
	       is_legal(url.query, FG_URL_QUERY) &&
	       is_legal(url.fragment, FG_URL_QUERY);
}

void
fg_url_add_escape(struct fg_buf *out, unsigned char byte)
{
	static const char hex[] = "0123456789ABCDEF";
	char escape[3] = {'%', hex[byte >> 4], hex[byte & 15]};

	fg_buf_add(out, (struct fg_str){escape, 3});
}

void
fg_url_encode(struct fg_buf *out, struct fg_str s, unsigned classes)
{
	size_t from = 0;

	for (size_t i = 0; i < s.n; i++) {
		if (fg_url_may_hold(classes, s.p[i]))
			continue;
		fg_buf_add(out, fg_str_sub(s, from, i));
		fg_url_add_escape(out, (unsigned char)s.p[i]);
		from = i + 1;
	}
	fg_buf_add(out, fg_str_sub(s, from, s.n));
}

void
fg_url_encode_path(struct fg_buf *out, struct fg_str value)
{
	fg_url_encode(out, value, FG_URL_PATH);
}

void
fg_url_decode(struct fg_buf *out, struct fg_str url)
{
	size_t from = 0, i = 0;

	while ((i = fg_str_find(url, '%', i)) < url.n) {
		int byte = fg_url_escape_at(url, i);

		if (byte < 0) {
			i++;
			continue;
		}
		fg_buf_add(out, fg_str_sub(url, from, i));
		fg_buf_add_char(out, (char)byte);
		from = i += 3;
	}
	fg_buf_add(out, fg_str_sub(url, from, url.n));
}

static struct fg_str
trim_slashes(struct fg_str s)
{
	while (s.n && s.p[s.n - 1] == '/')
		s.n--;
	return s;
}

static void
add_with_leading_slash(struct fg_buf *out, struct fg_str s)
{
	if (s.n && s.p[0] != '/')
		fg_buf_add_char(out, '/');
	fg_buf_add(out, s);
}

/* What has a scheme is the author's own, but may not make a file invalid. */
static void
add_legal(struct fg_buf *out, struct fg_str url)
{
	if (fg_url_is_web(url))
		fg_buf_add(out, url);
	else
		fg_url_resolve(out, url, url);
}

static bool
names_host(struct fg_str s)
{
	return fg_str_starts(s, FG_STR("//"));
}

void
fg_url_relative(struct fg_buf *out, struct fg_str baseurl, struct fg_str input)
{
	struct fg_buf joined = {0};

	if (fg_url_has_scheme(input)) {
		add_legal(out, input);
		return;
	}
	if (!names_host(input))
		add_with_leading_slash(&joined, trim_slashes(baseurl));
	add_with_leading_slash(&joined, input);
	fg_url_normalise(out, fg_buf_str(&joined));
	fg_buf_free(&joined);
}

void
fg_url_absolute(struct fg_buf *out, struct fg_str site_url,
    struct fg_str baseurl, struct fg_str input)
{
	struct fg_buf joined = {0};

	if (site_url.n == 0 || fg_url_has_scheme(input)) {
		fg_url_relative(out, baseurl, input);
		return;
	}
	if (names_host(input)) {
		fg_url_resolve(out, site_url, input);
		return;
	}
	fg_buf_add(&joined, trim_slashes(site_url));
	fg_url_relative(&joined, baseurl, input);
	fg_url_normalise(out, fg_buf_str(&joined));
	fg_buf_free(&joined);
}

void
fg_url_identity(struct fg_buf *out, struct fg_str site_url,
    struct fg_str baseurl, struct fg_str input)
{
	struct fg_buf url = {0}, joined = {0};

	if (fg_url_has_scheme(input)) {
		add_legal(out, input);
		return;
	}
	fg_buf_add(&joined, site_url);
	fg_url_relative(&joined, baseurl, input);
	fg_url_normalise(&url, fg_buf_str(&joined));
	fg_url_fold(out, fg_buf_str(&url));
	fg_buf_free(&joined);
	fg_buf_free(&url);
}
