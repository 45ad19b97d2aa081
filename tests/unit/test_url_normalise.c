/* SPDX-License-Identifier: ISC */
/* test_url_normalise.c - one form for a URL, and Jekyll's ways to make it. */
#include "base/url.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>

#include <cmocka.h>

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

struct pair {
	const char *from, *to;
};

static void
check(struct fg_buf *b, const char *input, const char *want)
{
	struct fg_str got = fg_buf_str(b);

	if (!fg_str_eq(got, fg_str_c(want)))
		fail_msg(
		    "'%s': want '%s', got '%.*s'", input, want, FG_ARG(got));
	fg_buf_reset(b);
}

/* Wants are what addressable 2.8 gives, but for those behind the comment. */
static const struct pair urls[] = {
    {"", ""},
    {"/", "/"},
    {"http://a", "http://a/"},
    {"HTTP://A", "http://a/"},
    {"http://a?b", "http://a/?b"},
    {"http://a#b", "http://a/#b"},
    {"http://a:80/", "http://a/"},
    {"https://a:443/", "https://a/"},
    {"http://a:443/", "http://a:443/"},
    {"http://a:/", "http://a/"},
    {"http://a:080/", "http://a/"},
    {"http://a./", "http://a/"},
    {"http://a../", "http://a../"},
    {"//A:80/", "//a:80/"},
    {"http://@a/", "http://a/"},
    {"http://:@a/", "http://a/"},
    {"http://u:@a/", "http://u:@a/"},
    {"http://:p@a/", "http://:p@a/"},
    {"http://u:p:q@a/", "http://u:p%3Aq@a/"},
    {"HTTPS://User:Pa%41ss@Ex.ORG", "https://User:PaAss@ex.org/"},
    {"https://bücher.de", "https://xn--bcher-kva.de/"},
    {"http://münchen.MÜNCHEN/", "http://xn--mnchen-3ya.xn--mnchen-3ya/"},
    {"https://xn--bcher-kva.de/", "https://xn--bcher-kva.de/"},
    {"http://bu\xcc\x88"
     "cher.de/",
	"http://xn--bcher-kva.de/"},
    {"http://ßA.x/", "http://xn--a-pfa.x/"},
    {"https://[2001:DB8::1]:443/", "https://[2001:db8::1]/"},
    {"/a b", "/a%20b"},
    {"/a%20b", "/a%20b"},
    {"/a%2fb", "/a%2Fb"},
    {"/a%zz", "/a%25zz"},
    {"/%", "/%25"},
    {"/%25", "/%25"},
    {"/%2541", "/%2541"},
    {"/ü/%c3%bc", "/%C3%BC/%C3%BC"},
    {"/%41%3A%40%21%7E", "/A:@!~"},
    {"/C%2B%2B", "/C++"},
    {"/a'b(c)*,;=$&!", "/a'b(c)*,;=$&!"},
    {"/a[b]|\"<>^`{}\\", "/a%5Bb%5D%7C%22%3C%3E%5E%60%7B%7D%5C"},
    {"/a/../b/./c", "/b/c"},
    {"/a//b", "/a//b"},
    {"/a//../b", "/a/b"},
    {"/../x", "/x"},
    {"/%2E%2E/x", "/x"},
    {"/a/..", "/"},
    {"/a/.", "/a/"},
    {"../a", "a"},
    {"/a ", "/a"},
    {"/a%20", "/a%20"},
    {"/tab\there", "/tab%09here"},
    {"/a%00b", "/a%00b"},
    {"/x?", "/x"},
    {"/x#", "/x"},
    {"/x?q=a%26b%2Bc+d e", "/x?q=a%26b%2Bc+d%20e"},
    {"/x?%25=%2f%41%3b;", "/x?%25=/A%3B%3B"},
    {"/x?a=ü|^", "/x?a=%C3%BC%7C%5E"},
    {"/x#ü%20%41", "/x#%C3%BC%20A"},
    {"/x#a#b", "/x#a%23b"},
    {"mailto:x@y", "mailto:x@y"},
    {"urn:ISBN:1", "urn:ISBN:1"},
    {"http://İ.x/", "http://xn--i-9bb.x/"},
    /* It fails on these, or makes another address of them. */
    {" http://a/", "http://a/"},
    {"http://Ｅx．ORG/", "http://ex.org/"},
    {"http://a／b/", "http://a%2Fb/"},
    {"http://T\xcc\x88/", "http://xn--dkg/"},
    {"http://a:0/", "http://a:0/"},
    {"mailto: x y", "mailto: x y"},
    {"a%3Ab", "./a:b"},
    {"12:30", "./12:30"},
    {"/.//x", "/.//x"},
    {"/..//x", "/.//x"},
    {"http://a:b/", "http://a:b/"},
    /* It decodes a second time what was decoded once. */
    {"/x?%252B", "/x?%252B"},
};

static void
test_normalise(void **state)
{
	struct fg_buf b = {0}, again = {0};

	(void)state;
	for (size_t i = 0; i < COUNT(urls); i++) {
		fg_url_normalise(&b, fg_str_c(urls[i].from));
		fg_url_normalise(&again, fg_buf_str(&b));
		check(&again, urls[i].from, urls[i].to);
		check(&b, urls[i].from, urls[i].to);
	}
	fg_buf_free(&b);
	fg_buf_free(&again);
}

static void
check_characters(struct fg_str url)
{
	for (size_t i = 0; i < url.n; i++)
		if (url.p[i] <= ' ' || url.p[i] > '~' ||
		    strchr("\"<>\\^`{|}", url.p[i]))
			fail_msg("'%.*s' is no URI", FG_ARG(url));
}

/*
 * Over every string of up to four of these pieces: a second time changes
 * nothing, and nothing is left that a URI may not hold.
 */
static void
test_twice_changes_nothing(void **state)
{
	static const char *const pieces[] = {"http:", "//", "/", "..", ".", "a",
	    ":", "80", "?", "#", "@", "[", "]", "%", "%2e", "%2F", "%3a", "41",
	    "\xc3\x84", " ", "\\", "\xff"};
	struct fg_str base = FG_STR("http://h/b/c");
	struct fg_buf s = {0}, once = {0}, twice = {0};
	size_t count = 1;

	(void)state;
	for (size_t length = 0; length < 4; length++)
		count *= COUNT(pieces);
	for (size_t i = 0; i < count; i++) {
		fg_buf_reset(&s);
		for (size_t rest = i; rest; rest /= COUNT(pieces))
			fg_buf_add_c(&s, pieces[rest % COUNT(pieces)]);
		fg_url_normalise(&once, fg_buf_str(&s));
		fg_url_normalise(&twice, fg_buf_str(&once));
		check(&twice, s.p ? s.p : "", once.p ? once.p : "");
		fg_buf_reset(&once);
		fg_url_resolve(&once, base, fg_buf_str(&s));
		if (fg_str_starts(fg_buf_str(&once), FG_STR("http:")))
			check_characters(fg_buf_str(&once));
		fg_url_resolve(&twice, base, fg_buf_str(&once));
		check(&twice, s.p ? s.p : "", once.p ? once.p : "");
		fg_buf_reset(&once);
	}
	fg_buf_free(&s);
	fg_buf_free(&once);
	fg_buf_free(&twice);
}

static void
test_relative_and_absolute(void **state)
{
	static const struct {
		const char *site_url, *baseurl, *input, *relative, *absolute;
	} cases[] = {
	    {"https://ex.org", NULL, "/", "/", "https://ex.org/"},
	    {"https://ex.org", "", "", "", "https://ex.org/"},
	    {"https://ex.org", "/b", "", "/b", "https://ex.org/b"},
	    {"https://ex.org", "/b", "/", "/b/", "https://ex.org/b/"},
	    {"https://ex.org", "b/", "x", "/b/x", "https://ex.org/b/x"},
	    {"https://ex.org", "/", "/x", "/x", "https://ex.org/x"},
	    {"https://ex.org", "/ü x", "/y", "/%C3%BC%20x/y",
		"https://ex.org/%C3%BC%20x/y"},
	    {"https://ex.org", "", "/2020/01/My Post", "/2020/01/My%20Post",
		"https://ex.org/2020/01/My%20Post"},
	    {"https://ex.org", "", "/a%20b", "/a%20b", "https://ex.org/a%20b"},
	    {"https://ex.org", "", "?q", "/?q", "https://ex.org/?q"},
	    {"https://ex.org", "/b", "#f", "/b/#f", "https://ex.org/b/#f"},
	    {"https://ex.org", "", "12:30.html", "/12:30.html",
		"https://ex.org/12:30.html"},
	    /* Dots do not climb out of the relative URL. */
	    {"https://ex.org/sub", "", "/../x", "/x", "https://ex.org/sub/x"},
	    {"https://ex.org", "/b", "/../x", "/x", "https://ex.org/x"},
	    {"http://EX.org:80", "", "/x", "/x", "http://ex.org/x"},
	    {"http://localhost:4000", "", "/x", "/x",
		"http://localhost:4000/x"},
	    {"https://bücher.de", "", "/x", "/x", "https://xn--bcher-kva.de/x"},
	    {NULL, "/b", "x", "/b/x", "/b/x"},
	    {"", NULL, "x y", "/x%20y", "/x%20y"},
	    {"https://ex.org", "/b", "https://x.y/z", "https://x.y/z",
		"https://x.y/z"},
	    {"https://ex.org", "/b", "HTTP://X.y", "HTTP://X.y", "HTTP://X.y"},
	    {"https://ex.org", "/b", "mailto:a@b", "mailto:a@b", "mailto:a@b"},
	    /* Better than Jekyll. */
	    {"https://ex.org/", "/b", "/x", "/b/x", "https://ex.org/b/x"},
	    {"https://ex.org/sub/", "nos/", "/x", "/nos/x",
		"https://ex.org/sub/nos/x"},
	    {"https://ex.org", "/b", "https://x.y/ü z",
		"https://x.y/%C3%BC%20z", "https://x.y/%C3%BC%20z"},
	    {"https://ex.org", "/b", "//cdn.org/x", "//cdn.org/x",
		"https://cdn.org/x"},
	};
	struct fg_buf b = {0};

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		fg_url_relative(
		    &b, fg_str_c(cases[i].baseurl), fg_str_c(cases[i].input));
		check(&b, cases[i].input, cases[i].relative);
		fg_url_absolute(&b, fg_str_c(cases[i].site_url),
		    fg_str_c(cases[i].baseurl), fg_str_c(cases[i].input));
		check(&b, cases[i].input, cases[i].absolute);
	}
	fg_buf_free(&b);
}

/* What addressable gives; links keep the name of their file. */
static void
test_identity(void **state)
{
	static const struct {
		const char *input, *identity, *absolute;
	} cases[] = {
	    {"/2020/01/My Post_X", "https://ex.org/2020/01/My%20Post_X",
		"https://ex.org/2020/01/My%20Post_X"},
	    {"/好，！", "https://ex.org/%E5%A5%BD,!",
		"https://ex.org/%E5%A5%BD%EF%BC%8C%EF%BC%81"},
	    {"/cafe\xcc\x81", "https://ex.org/caf%C3%A9",
		"https://ex.org/cafe%CC%81"},
	    {"/%EF%BC%8B/x", "https://ex.org/+/x",
		"https://ex.org/%EF%BC%8B/x"},
	    {"/？＃％／", "https://ex.org/%3F%23%25%2F",
		"https://ex.org/%EF%BC%9F%EF%BC%83%EF%BC%85%EF%BC%8F"},
	    {"/x#²", "https://ex.org/x#2", "https://ex.org/x#%C2%B2"},
	    {"/a/．．/b", "https://ex.org/b",
		"https://ex.org/a/%EF%BC%8E%EF%BC%8E/b"},
	    {"/%FF", "https://ex.org/%FF", "https://ex.org/%FF"},
	    {"https://x.y/Ａ", "https://x.y/%EF%BC%A1",
		"https://x.y/%EF%BC%A1"},
	};
	struct fg_buf b = {0};

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		fg_url_identity(&b, FG_STR("https://ex.org"),
		    (struct fg_str){NULL, 0}, fg_str_c(cases[i].input));
		check(&b, cases[i].input, cases[i].identity);
		fg_url_absolute(&b, FG_STR("https://ex.org/"),
		    (struct fg_str){NULL, 0}, fg_str_c(cases[i].input));
		check(&b, cases[i].input, cases[i].absolute);
	}
	fg_url_identity(
	    &b, FG_STR("https://ex.org/s/"), FG_STR("b/"), FG_STR("/x/"));
	check(&b, "final slash", "https://ex.org/s//b/x/");
	fg_url_identity(&b, FG_STR(""), FG_STR("/b"), FG_STR("²"));
	check(&b, "no site_url", "/b/2");
	fg_buf_free(&b);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_normalise),
	    cmocka_unit_test(test_twice_changes_nothing),
	    cmocka_unit_test(test_relative_and_absolute),
	    cmocka_unit_test(test_identity),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
