#!/usr/bin/env python3
# SPDX-License-Identifier: ISC
"""generate.py - small random Jekyll sites, each from its seed.

usage: generate.py FOLDER SEED [COUNT]
Writes the sites of SEED, SEED+1, ... into FOLDER/SEED, FOLDER/SEED+1, ...
The same seed gives the same bytes and file times on every machine.
"""
import json
import os
import random
import sys

NOW = "2026-06-15 12:00:00 +0000"

WORDS = """alpha beta gamma delta house river stone winter summer light paper
engine garden market silver window Zürich naïve 東京 море data code""".split()
ZONES = ["UTC", "Europe/Berlin", "America/New_York", "Asia/Kolkata",
         "Pacific/Auckland", "America/Sao_Paulo"]
STYLES = ["date", "pretty", "none", "ordinal", "weekdate"]
PLACEHOLDERS = """year month day hour minute second i_month i_day short_month
long_month short_year y_day w_year week w_day short_day long_day title slug
name categories slugified_categories collection path""".split()
SLUGS = ["hello-world", "a", "Two.Parts", "v1.2.3", "über-uns", "東京",
         "It's-here", "x_y", "a--b", "MiXed-Case", "50%-off", "a b", "trailing-",
         "c++", "q&a", "semi;colon", "(round)", "tilde~x", "x.tar", "2020-01-02"]
FOLDERS = ["blog", "News", "deep/er", "a b", "ü", "docs", "x.y"]
LABELS = ["notes", "docs", "recipes", "my-things", "Talks"]
EXTENSIONS = ["md", "md", "md", "md", "markdown", "mkd", "html", "txt", "MD",
              "mkdown", "htm", "note"]
CATEGORIES = ["news", "News", "Life Style", "c++", "über", "東京", "Q&A", "a/b"]
TAGS = ["ruby", "Web Dev", "web-dev", "C", "a_b", "ümlaut", "x&y", "2nd"]


class Site:
    """One site under construction: its random numbers and its files."""

    def __init__(self, seed):
        self.random = random.Random(seed)
        self.files = {}
        self.config = []
        self.collections = []
        self.collections_dir = ""

    def chance(self, percent):
        return self.random.randrange(100) < percent

    def pick(self, items):
        return self.random.choice(items)

    def some(self, items, most):
        return self.random.sample(items, self.random.randint(1, most))

    def words(self, fewest, most):
        return " ".join(self.pick(WORDS) for _ in
                        range(self.random.randint(fewest, most)))

    def write(self, path, text):
        # A folder must not stand where a file does.
        parts = path.split("/")
        for n in range(1, len(parts)):
            if "/".join(parts[:n]) in self.files:
                return
        if not any(other.startswith(path + "/") for other in self.files):
            self.files[path] = text

    def save(self, folder):
        for path, text in self.files.items():
            full = os.path.join(folder, path)
            os.makedirs(os.path.dirname(full), exist_ok=True)
            with open(full, "w", encoding="utf-8", newline="") as file:
                file.write(text)
            stamp = 1700000000 + self.random.randrange(60000000)
            os.utime(full, (stamp, stamp))


def quoted(text):
    """Text as a YAML scalar; JSON's escapes are YAML's."""
    return json.dumps(text, ensure_ascii=False)


def plain_or_quoted(site, text):
    is_plain = text[:1].isalnum() and not any(
        c in text for c in ":#'\"{}[],&*|>%@`")
    return text if is_plain and site.chance(60) else quoted(text)


def listed(site, items):
    """The same list as a flow, a block, or one string of words."""
    form = site.random.randrange(3)
    if form == 0:
        return " [" + ", ".join(quoted(i) for i in items) + "]"
    if form == 1:
        return "".join("\n- " + plain_or_quoted(site, i) for i in items)
    return " " + quoted(" ".join(items))


# ---- texts ----

def title(site):
    form = site.random.randrange(12)
    if form < 4:
        return plain_or_quoted(site, site.words(1, 5))
    if form < 9:
        tokens = ["'", '"', "--", "---", "...", " ", " ", " ", "a", "word",
                  "1990s", "'90s", "(", ")", "&", "&amp;", "<em>x</em>",
                  "<<", ">>", "don't", "é", ", ", ".", "!", "<b>", "</b>",
                  "3 < 4", "`code`", "\\", "#", "*y*", "_z_", "/", "&copy;",
                  "<code>'q'</code>", "&#8212;", "&nbsp;", "“", "’"]
        return quoted("".join(site.pick(tokens) for _ in
                              range(site.random.randint(1, 9))))
    return site.pick(["2020", "1.50", "true", "2020-01-01", '""', "null",
                      "'it''s'", "0x1F", "1_000", "yes", "no", "1e3", "~",
                      "|\n  two\n  lines", ">\n  folded\n  text"])


def paragraph(site):
    words = []
    for _ in range(site.random.randint(3, 12)):
        word = site.pick(WORDS)
        form = site.random.randrange(16)
        if form == 0:
            word = f"*{word}*"
        elif form == 1:
            word = f"**{word}**"
        elif form == 2:
            word = f"`{word}`"
        elif form == 3:
            word = f"[{word}]({link(site)})"
        elif form == 4:
            word = f"![{word}]({link(site)})"
        elif form == 5:
            word = f"{word},"
        elif form == 6:
            word = "&amp;"
        words.append(word)
    return " ".join(words) + "."


def link(site):
    return site.pick(["/about/", "other.html", "../up/", "#part", "?q=1",
                      "https://example.net/x?a=b", "//cdn.example.net/i.png",
                      "/img/a%20b.png", "mailto:a@example.org", "img/p.png"])


def block(site):
    form = site.random.randrange(12)
    if form < 6:
        return paragraph(site)
    if form == 6:
        return "## " + site.words(1, 3)
    if form == 7:
        return "\n".join("- " + site.words(1, 4) for _ in range(3))
    if form == 8:
        return "> " + paragraph(site)
    if form == 9:
        return "1. one\n2. two"
    if form == 10:
        return f"see [{site.pick(WORDS)}][ref] here"
    return "<div class=\"x\">" + site.words(1, 4) + "</div>"


def body(site):
    blocks = [block(site) for _ in range(site.random.randint(0, 4))]
    # Lists that touch are one to some and two to others.
    lists = [b for b in blocks if b[:2] in ("- ", "1.")]
    blocks = [b for b in blocks if b not in lists[1:]]
    if site.chance(25):
        blocks.insert(site.random.randint(0, len(blocks)), "<!--more-->")
    if any("[ref]" in b for b in blocks) or site.chance(5):
        blocks.append("[ref]: https://example.net/ref")
    text = "\n\n".join(blocks)
    return text + site.pick(["\n", "", "\n\n"]) if text else ""


# ---- front matter ----

def date(site):
    year = site.random.randint(2018, 2026)
    month, day = site.random.randint(1, 12), site.random.randint(1, 28)
    hour, minute = site.random.randrange(24), site.random.randrange(60)
    d = f"{year}-{month:02}-{day:02}"
    t = f"{hour:02}:{minute:02}"
    return site.pick([
        d, f"{d} {t}", f"\"{d} {t}:00\"", f"{d} {t}:07", f"{d}T{t}:00",
        f"{d} {t}:00.5", f"{d} {t}:00 +0200", f"{d} {t}:00 -0530",
        f"{d}T{t}:00Z", f"{d}T{t}:59+05:45", f"{day:02}/{month:02}/{year}",
        f"{year}/{month}/{day}", f"June {day}, {year} 5pm", f"{day} Mar {year}",
        f"\"{d}\"", f"'{d} {t} +0100'", f"{d} {t}:00 Z", f"{d} {t}:00 UTC",
        f"{d} {t}:00 +2", f"{year}-{month}-{day}", f"{d} {hour}:{minute:02}:00",
        f"{d} {t} -0700", f"{d} {t}:00 EST"])


def modified(site):
    return site.pick([date(site), date(site), date(site), "1600000000"])


def author(site):
    return site.pick(["Jane Doe", "jane", "bob", "\"\"", "nobody", "ünal",
                      "{name: Jo & Co, email: jo@example.org}",
                      "{name: Al, uri: \"https://al.example\"}",
                      "{email: x@example.org}", "[jane, bob]", "null", "2020",
                      "\"A <B> & C\"", "{twitter: jo}"])


def image(site):
    return site.pick(["/img/a.png", "img/b c.jpg", "https://cdn.example/x.png",
                      "{path: /img/c.png, alt: A c}", "\"\"", "null",
                      "//cdn.example/y.png", "{alt: no path}", "/i/ü.png",
                      "{path: \"http://x.example/a?b=1&c=2\"}"])


def template(site):
    parts = [":" + site.pick(PLACEHOLDERS)
             for _ in range(site.random.randint(1, 5))]
    if not any(p in (":title", ":slug", ":name", ":path") for p in parts):
        parts.append(site.pick([":title", ":slug", ":name", ":path"]))
    if site.chance(20):
        parts.insert(0, site.pick(["blog", "x y", "é", "a.b", ""]))
    text = site.pick(["/", ""]) + parts[0]
    for part in parts[1:]:
        text += site.pick(["/", "/", "/", "-", "_", ".", "//"]) + part
    return text + site.pick(["/", "", ".html", ":output_ext", ".:output_ext"])


def own_permalink(site):
    return site.pick(["/custom/x/", "/pretty", "pretty", "/a/b.html", "about/",
                      "/x/../y//z.html", "/ü/:title", "/:year/:slug/", "/p.txt",
                      template(site), "/a/index.html", "/feed/:title.php",
                      "/q/./r", "/:categories/:title"])


def front_matter(site, keys):
    lines = []
    for percent, key, value in keys:
        if site.chance(percent):
            text = value(site)
            lines.append(key + ":" + (text if text[:1] in " \n" else " " + text))
    site.random.shuffle(lines)
    return lines


POST_KEYS = [
    (85, "title", title),
    (35, "date", date),
    (12, "last_modified_at", modified),
    (15, "permalink", lambda s: quoted(own_permalink(s))),
    (12, "slug", lambda s: plain_or_quoted(s, s.pick(SLUGS))),
    (30, "categories", lambda s: listed(s, s.some(CATEGORIES, 3))),
    (12, "category", lambda s: quoted(s.pick(CATEGORIES))),
    (35, "tags", lambda s: listed(s, s.some(TAGS, 3))),
    (8, "tag", lambda s: quoted(s.pick(TAGS))),
    (5, "published", lambda s: s.pick(["true", "false", '"false"', "null", ""])),
    (5, "draft", lambda s: s.pick(["true", "false", '"true"', "null"])),
    (5, "sitemap", lambda s: s.pick(["true", "false", '"false"', "null"])),
    (15, "description", lambda s: s.pick([title(s), quoted(s.words(2, 8))])),
    (10, "excerpt", lambda s: s.pick(["a *b* c", '""', "null", "<p>x</p>"])),
    (8, "excerpt_separator", lambda s: s.pick(['"<!--more-->"', '""', "null"])),
    (20, "author", author),
    (8, "authors", author),
    (15, "image", image),
    (5, "lang", lambda s: s.pick(["de", "pt-BR", "null"])),
    (5, "feed", lambda s: s.pick(["{excerpt_only: true}",
                                  "{excerpt_only: false}"])),
    (3, "id", lambda s: "ignored"),
    (3, "layout", lambda s: "none"),
    (3, "ext", lambda s: ".x"),
]

PAGE_KEYS = [
    (70, "title", title),
    (20, "permalink", lambda s: quoted(own_permalink(s))),
    (15, "sitemap", lambda s: s.pick(["true", "false", '"false"'])),
    (15, "last_modified_at", modified),
    (8, "published", lambda s: s.pick(["true", "false", "null", '"false"'])),
    (10, "date", date),
    (5, "categories", lambda s: listed(s, s.some(CATEGORIES, 2))),
]


def document(site, keys, fewest=0):
    lines = front_matter(site, keys)
    while len(lines) < fewest:
        lines = front_matter(site, keys)
    newline = "\r\n" if site.chance(3) else "\n"
    end = "..." if site.chance(3) else "---"
    bom = "\ufeff" if site.chance(2) and keys is POST_KEYS else ""
    blank = " " if site.chance(4) else ""
    text = f"---{blank}\n" + "".join(line + "\n" for line in lines)
    text += f"{end}{blank}\n" + body(site)
    return bom + text.replace("\n", newline)


# ---- files ----

def post_name(site):
    year = site.random.randint(2018, 2026)
    month, day = site.random.randint(1, 12), site.random.randint(1, 28)
    name = site.pick([f"{year}-{month:02}-{day:02}"] * 5 +
                     [f"{year}-{month}-{day}", f"{year % 100}-{month}-{day}"])
    return f"{name}-{site.pick(SLUGS)}.{site.pick(EXTENSIONS)}"


def add_posts(site):
    base = site.collections_dir + "/" if site.collections_dir else ""
    for _ in range(site.random.randint(0, 12)):
        folder = base
        if site.chance(25):
            folder += site.pick(FOLDERS) + "/"
        folder += "_posts/"
        if site.chance(15):
            folder += site.pick(FOLDERS) + "/"
        text = document(site, POST_KEYS)
        if site.chance(4):
            text = body(site)
        site.write(folder + post_name(site), text)
    if site.chance(15):
        site.write(base + "_posts/nodate.md", document(site, POST_KEYS))
    if site.chance(10):
        # A folder that only a site with another collections_dir reads.
        site.write("elsewhere/_posts/" + post_name(site), "---\n---\nx\n")
    for _ in range(site.random.randint(0, 2)):
        name = site.pick([site.pick(SLUGS) + ".md", post_name(site)])
        lines = [k for k in POST_KEYS if k[1] != "date"]
        # Without a date the file's time counts, which sites do not keep.
        text = document(site, lines).replace("---", "---\ndate: 2024-02-03", 1)
        site.write(base + "_drafts/" + name, text.replace("\r\n", "\n"))


def add_collections(site):
    base = site.collections_dir + "/" if site.collections_dir else ""
    for label in site.collections:
        for _ in range(site.random.randint(0, 5)):
            folder = f"{base}_{label}/"
            if site.chance(20):
                folder += site.pick(FOLDERS) + "/"
            name = f"{site.pick(SLUGS)}.{site.pick(EXTENSIONS)}"
            if site.chance(20):
                name = post_name(site)
            text = document(site, POST_KEYS)
            if "draft:" in text and "date:" not in text:
                # Jekyll dates such a one by its file's time.
                text = "<p>no draft</p>\n"
            if site.chance(10):
                text = "<p>static</p>\n"
            site.write(folder + name, text)
        if site.chance(15):
            site.write(f"{base}_{label}/files/paper.pdf", "%PDF-1.4\n")


def add_pages(site):
    for _ in range(site.random.randint(0, 6)):
        folder = site.pick(FOLDERS) + "/" if site.chance(40) else ""
        name = site.pick(["index", "about", "404", "Contact Us", "x.y", "ü",
                          "feed", "a&b"])
        extension = site.pick(["md", "html", "html", "markdown", "txt", "xml",
                               "xhtml", "htm", "css"])
        if name == "feed" and extension == "xml":
            continue
        site.write(f"{folder}{name}.{extension}", document(site, PAGE_KEYS))
    for _ in range(site.random.randint(0, 4)):
        folder = site.pick(FOLDERS) + "/" if site.chance(50) else ""
        name = site.pick(["plain.html", "paper.pdf", "old.htm", "x.xhtml",
                          "404.html", "index.html", "Up.PDF", "data.json",
                          "a b.pdf", "ü.pdf", "img.png", "readme"])
        site.write(folder + name, "<p>static</p>\n")
    if site.chance(30):
        site.write(site.pick(["_pages/in.md", ".hidden/x.html", "_x.html",
                              "~t.html", "#u.html", "b.html~", "node_modules/"
                              "m.html", "vendor/bundle/v.html", "_under/y.html",
                              "vendor/w.html", ".well-known/s.html"]),
                   document(site, PAGE_KEYS))
    if site.chance(4):
        site.write(site.pick(["feed.xml", "sitemap.xml", "robots.txt",
                              "feed/news.xml"]), "own\n")


# ---- configuration ----

def add_identity(site):
    add = site.config.append
    add("url: " + site.pick([
        "https://example.org"] * 6 + [
        "https://example.org/", "http://Example.ORG:80", "https://exämple.org",
        "https://example.org/sub", "https://example.org:8443"]))
    if site.chance(90):
        add("title: " + title(site))
    if site.chance(10):
        add("name: " + title(site))
    if site.chance(50):
        add("description: " + title(site))
    if site.chance(40):
        add("baseurl: " + site.pick(["/base", "base", "/base/", '""', "/a b",
                                     "null", "/ü", "/", "/x/y"]))
    if site.chance(50):
        add("author: " + author(site))
    if site.chance(20):
        add("lang: " + site.pick(["de", "pt-BR", "en"]))
    if site.chance(60):
        add("timezone: " + site.pick(ZONES))


def add_reading(site):
    add = site.config.append
    if site.chance(70):
        style = template(site) if site.chance(50) else site.pick(STYLES)
        add("permalink: " + quoted(style))
    if site.chance(12):
        add("include: " + site.pick(["[_pages]", "[.hidden, '.well-known']",
                                     "['_*.html']", "['_under/y.html']",
                                     "[]", "['b.html~']"]))
    if site.chance(20):
        add("exclude: " + site.pick([
            "[docs]", "['*.pdf']", "[blog/, 'a*']", "['News/*']", "[index.html]",
            "[]", "[ab]", "['deep/er']", "['**/*.htm']", "['/about.md']",
            "['_posts/2020*']", "['?.pdf']", "['[a-c]*']"]))
    if site.chance(10):
        add("markdown_ext: " + site.pick(['"md"', '"md,note"', '"markdown,MD"',
                                          '"md, htm"']))
    if site.chance(20):
        add("excerpt_separator: " + site.pick(['"<!--more-->"', '""', '"\\n"',
                                               '"."']))
    for key, percent in (("future", 20), ("unpublished", 10),
                         ("show_drafts", 25)):
        if site.chance(percent):
            add(f"{key}: " + site.pick(["true", "true", "false"]))
    if site.chance(10):
        add(f"limit_posts: {site.random.randint(0, 6)}")


def add_collection_settings(site):
    if site.chance(15):
        site.collections_dir = site.pick(["coll", "my/coll", "blog"])
        site.config.append("collections_dir: " + site.collections_dir)
    if not site.chance(60):
        return
    site.collections = site.some(LABELS, 3)
    if site.chance(15):
        site.config.append("collections:" + "".join(
            "\n- " + label for label in site.collections))
        return
    lines = ["collections:"]
    for label in site.collections:
        lines.append(f"  {label}:")
        settings = []
        if site.chance(75):
            settings.append("output: " + site.pick(["true", "true", "false"]))
        if site.chance(40):
            settings.append("permalink: " + quoted(template(site)))
        if site.chance(15):
            settings.append("sort_by: " + site.pick(["title", "slug", "date"]))
        elif site.chance(10):
            settings.append("order: [c++.md, a.md, a.html]")
        lines += ["    " + s for s in settings or ["x: y"]]
    if site.chance(15):
        lines += ["  posts:", "    " + site.pick(
            ["output: true", "permalink: " + quoted(template(site)),
             "output: false"])]
    site.config.append("\n".join(lines))


def add_defaults(site):
    if not site.chance(35):
        return
    lines = ["defaults:"]
    base = site.collections_dir
    paths = ["", "", "_posts", "blog", "docs", "News/_posts", "deep/*", "*/_posts",
             "_notes", "**/*.html", "about", "*.pdf", "a b", "_drafts"]
    paths += [base + "/_posts", base + "/*"] if base else []
    for _ in range(site.random.randint(1, 4)):
        value = site.pick([
            "sitemap: false", "published: false", "author: jane",
            "categories: [dflt]", "category: one", "tags: [dtag]",
            "permalink: \"/d/:title/\"", "image: /d.png", "title: Default",
            "layout: none", "date: \"2021-02-03\"", "excerpt_separator: \"<!--more-->\"",
            "description: dd", "lang: fr", "last_modified_at: 2022-02-02",
            "draft: true", "tag: dt", "categories: \"two words\"",
            "feed: {excerpt_only: true}"])
        scope = "path: " + quoted(site.pick(paths))
        if "permalink" in value or "category:" in value:
            # Without a type, Jekyll's own feeds and sitemap get it, too.
            scope += ", type: " + site.pick(["posts"] + LABELS[:2])
        elif site.chance(50):
            scope += ", type: " + site.pick(["posts", "pages", "post", "page",
                                             "drafts"] + LABELS[:2])
        lines.append(f"- scope: {{{scope}}}\n  values: {{{value}}}")
    site.config.append("\n".join(lines))


def add_feed(site):
    if not site.chance(60):
        return
    lines = []

    def maybe(percent, text):
        if site.chance(percent):
            lines.append("  " + text)

    maybe(15, "path: " + site.pick(["atom.xml", "/a/b.xml", "feeds/x.atom"]))
    maybe(25, f"posts_limit: {site.random.randint(1, 15)}")
    maybe(15, "excerpt_only: " + site.pick(["true", "false"]))
    maybe(25, "categories:" + listed(site, site.some(CATEGORIES, 3))
          .replace("\n-", "\n  -"))
    maybe(25, "tags: " + site.pick([
        "true", "true", "false", "{path: t/}", "{only: [ruby, C]}",
        "{except: [ruby]}", "{path: \"t\"}"]))
    if site.collections and site.chance(50):
        labels = site.some(site.collections, len(site.collections))
        if site.chance(50):
            lines.append("  collections: [" + ", ".join(labels) + "]")
        else:
            lines.append("  collections:")
            for label in labels:
                lines.append(f"    {label}: " + site.pick(
                    ["{path: /%s.xml}" % label, "{categories: [news, News]}",
                     "{}"]))
    # A string of words is no list of categories.
    lines = [line for line in lines if not line.startswith("  categories: \"")]
    if lines:
        site.config.append("feed:\n" + "\n".join(lines))


def add_data(site):
    if site.chance(50):
        site.write("_data/authors.yml", """\
jane:
  name: Jane "J" Doe
  email: jane@example.org
  uri: https://jane.example
bob: {name: Bob}
ünal: {email: u@example.org}
2020: {name: Twenty}
""")


def make(seed, folder):
    """Write the site of that seed into the folder."""
    site = Site(seed)
    site.config.append("time: " + NOW)
    add_identity(site)
    add_reading(site)
    add_collection_settings(site)
    add_defaults(site)
    add_feed(site)
    add_data(site)
    add_posts(site)
    add_collections(site)
    add_pages(site)
    site.write("_config.yml", "\n".join(site.config) + "\n")
    site.save(folder)


def main():
    if len(sys.argv) not in (3, 4):
        sys.exit(__doc__)
    count = int(sys.argv[3]) if len(sys.argv) == 4 else 1
    for seed in range(int(sys.argv[2]), int(sys.argv[2]) + count):
        make(seed, os.path.join(sys.argv[1], str(seed)))


if __name__ == "__main__":
    main()
