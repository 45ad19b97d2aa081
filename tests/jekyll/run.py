#!/usr/bin/env python3
# SPDX-License-Identifier: ISC
"""run.py - hold feedgen to the real Jekyll with its plugins, site by site.

usage: run.py FEEDGEN [--sites N] [--seed S] [--keep FOLDER] [--shrink]

Makes N random sites (generate.py) from the seeds S, S+1, ..., builds each with
Jekyll, jekyll-feed and jekyll-sitemap (build.rb) and with FEEDGEN, and compares
the feeds entry by entry and the sitemap URL by URL.  Whatever differs and is no
row of FIXES is printed with the seed; --shrink first makes the site as small as
the difference allows.  Exits 1 if there is any.
"""
import argparse
import collections
import html
import itertools
import json
import os
import queue
import re
import shutil
import subprocess
import sys
import tempfile
import threading
import urllib.parse
import xml.etree.ElementTree as etree

sys.dont_write_bytecode = True
import generate  # noqa: E402: no cache is wanted beside the sources

HERE = os.path.dirname(os.path.abspath(__file__))
ATOM = "{http://www.w3.org/2005/Atom}"
MEDIA = "{http://search.yahoo.com/mrss/}"
MAPS = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
XML = "{http://www.w3.org/XML/1998/namespace}"
SHOWN_SITES = 5


# ---- reading what was built ----

def plain(markup):
    """The text of HTML as a reader sees it."""
    markup = re.sub(r"(?s)<!--.*?-->", "", markup)
    return " ".join(html.unescape(re.sub(r"(?s)<.*?>", "", markup)).split())


def squeezed(text):
    return " ".join((text or "").split())


def text_of(parent, name):
    """A text construct as plain text; None if it is not there."""
    element = parent.find(ATOM + name)
    if element is None:
        return None
    text = element.text or ""
    return plain(text) if element.get("type") == "html" else squeezed(text)


def content_of(entry):
    """What a reader sees of the content, and where its links lead."""
    element = entry.find(ATOM + "content")
    if element is None or not (element.text or "").strip():
        return None
    base = element.get(XML + "base", "")
    links = re.findall(r'(?:href|src)="([^"]*)"', element.text)
    links = [urllib.parse.urljoin(base, html.unescape(link)) for link in links]
    tags = re.findall(r"<([a-z]+[1-6]?)", element.text)
    return plain(element.text), links, tags


def time_of(parent, name):
    """A time; that "Z" is "+00:00" is no difference."""
    return utc_as_z(parent.findtext(ATOM + name))


def utc_as_z(stamp):
    return re.sub(r"\+00:00$", "Z", stamp) if stamp else stamp


def authors_of(parent):
    return [tuple((a.findtext(ATOM + key) or "").strip()
                  for key in ("name", "email", "uri"))
            for a in parent.findall(ATOM + "author")]


def links_of(parent):
    return {link.get("rel"): link.get("href")
            for link in parent.findall(ATOM + "link")}


def entry_of(element, lang):
    thumbnail = element.find(MEDIA + "thumbnail")
    image = element.find(MEDIA + "content")
    return {
        "id": element.findtext(ATOM + "id"),
        "link": links_of(element).get("alternate"),
        "title": text_of(element, "title"),
        "published": time_of(element, "published"),
        "updated": time_of(element, "updated"),
        "lang": element.get(XML + "lang", lang),
        "authors": authors_of(element),
        "categories": [c.get("term") for c in
                       element.findall(ATOM + "category")],
        "summary": text_of(element, "summary"),
        "content": content_of(element),
        "thumbnail": None if thumbnail is None else thumbnail.get("url"),
        "image": None if image is None else image.get("url"),
    }


def feed_of(root):
    return {
        "id": root.findtext(ATOM + "id"),
        "self": links_of(root).get("self"),
        "alternate": links_of(root).get("alternate"),
        "title": text_of(root, "title"),
        "subtitle": text_of(root, "subtitle"),
        "updated": time_of(root, "updated"),
        "lang": root.get(XML + "lang"),
        "authors": authors_of(root),
        "entries": [entry_of(e, root.get(XML + "lang")) for e in root.findall(ATOM + "entry")],
    }


def escaped_links(data):
    """Jekyll writes "&" into links as it is: no XML."""
    return re.sub(rb'<link href="[^"]*"',
                  lambda m: re.sub(b"&(?!amp;)", b"&amp;", m[0]), data)


def one_slash(data, fixes):
    """A slash at the end of `url` was written twice, but for ids of entries."""
    mended = re.sub(rb'((?:href|url|base)="|<loc>|Sitemap: |/></?[a-z]+><id>|'
                    rb'/><updated>[^<]*</updated><id>)'
                    rb'(https?://[^/"<]+(?:/sub)?)//', rb"\1\2/", data)
    fixes["no two slashes behind url"] += mended != data
    return mended


def read_feeds(folder, fixes):
    """Every Atom feed below the folder, by its path."""
    feeds = {}
    for parent, _, names in os.walk(folder):
        for name in names:
            path = os.path.join(parent, name)
            with open(path, "rb") as file:
                data = file.read()
            if b'<feed xmlns="http://www.w3.org/2005/Atom"' in data[:300]:
                escaped = escaped_links(data)
                fixes["links with & are XML"] += escaped != data
                root = etree.fromstring(one_slash(escaped, fixes))
                feeds[os.path.relpath(path, folder)] = feed_of(root)
    return feeds


def read_sitemap(folder, fixes):
    try:
        with open(os.path.join(folder, "sitemap.xml"), "rb") as file:
            root = etree.fromstring(one_slash(file.read(), fixes))
    except (OSError, etree.ParseError):
        return []
    return [(url.findtext(MAPS + "loc"), utc_as_z(url.findtext(MAPS + "lastmod")))
            for url in root.findall(MAPS + "url")]


def read_robots(folder, fixes):
    try:
        with open(os.path.join(folder, "robots.txt"), "rb") as file:
            return one_slash(file.read(), fixes)
    except OSError:
        return None


class Built:
    """What one of the two made of a site."""

    def __init__(self, folder, fixes):
        self.feeds = read_feeds(folder, fixes)
        self.sitemap = read_sitemap(folder, fixes)
        self.robots = read_robots(folder, fixes)


# ---- where feedgen is better, and says so ----

class Fix:
    """A documented improvement: explains a difference in one field.

    explains(jekyll, feedgen, facts) is asked with the two values of the field
    and what Jekyll knows of the document or site.
    """

    def __init__(self, name, field, explains):
        self.name = name
        self.field = field
        self.explains = explains


def without_doubles(items):
    return list(dict.fromkeys(items))


def is_literal(authors):
    """A list or map that the template printed as Ruby writes it."""
    return any(re.match(r'[\[{]', name) for name, _, _ in authors)


def is_nobody(authors):
    return authors in ([], [("", "", "")])


# The keys of the data file that generate.py writes.
AUTHORS = ["jane", "bob", "ünal", "2020"]

FIXES = [
    Fix("updated is the newest entry's", "feed updated",
        lambda j, f, facts: f in facts["newest"]),
    Fix("no feed without a title", "feed title",
        lambda j, f, facts: (not j or j.startswith("| ")) and
        f.endswith(j or "")),
    Fix("tags are stripped from the feed's texts", "feed subtitle",
        lambda j, f, facts: plain(j) == (f or "")),
    Fix("tag feeds name their tag", "feed title",
        lambda j, f, facts: facts["tag"] and f.startswith(f"{j} | ")),
    Fix("a feed has an author", "feed authors",
        lambda j, f, facts: is_nobody(j) and len(f) <= 1),
    Fix("the feed's author is looked up, too", "feed authors",
        lambda j, f, facts: j[0][0] in AUTHORS),
    Fix("no empty author", "entry authors",
        lambda j, f, facts: is_nobody(j) and not f),
    Fix("every author is written", "entry authors",
        lambda j, f, facts: is_literal(j) or f[:1] == j),
    Fix("authors may be one author", "entry authors",
        lambda j, f, facts: facts["one_author"] and len(f) == 1),
    Fix("every author is written", "feed authors",
        lambda j, f, facts: is_literal(j)),
    Fix("all categories are written", "entry categories",
        lambda j, f, facts: facts["category"] is not None and
        f == without_doubles(facts["categories"] + facts["tags"])),
    Fix("each category once", "entry categories",
        lambda j, f, facts: f == without_doubles(j)),
    Fix("no empty title", "entry title",
        lambda j, f, facts: not j and f),
    Fix("no empty summary", "entry summary",
        lambda j, f, facts: j == "" and f is None),
    Fix("an image without a path is none", "entry image",
        lambda j, f, facts: "%7B" in j and f is None),
    Fix("an image without a path is none", "entry thumbnail",
        lambda j, f, facts: "%7B" in j and f is None),
    Fix("an empty image is none", "entry image",
        lambda j, f, facts: facts["image"] == "" and f is None),
    Fix("an empty image is none", "entry thumbnail",
        lambda j, f, facts: facts["image"] == "" and f is None),
    Fix("images of another host without a scheme", "entry image",
        lambda j, f, facts: j.endswith(f.partition("//")[2])),
    Fix("images of another host without a scheme", "entry thumbnail",
        lambda j, f, facts: j.endswith(f.partition("//")[2])),
    Fix("a post may want its content", "entry content",
        lambda j, f, facts: facts["excerpt_only"] is False and j is None),
]


# ---- comparing ----

def is_explained(fix, jekyll, feedgen, facts):
    try:
        return fix.explains(jekyll, feedgen, facts)
    except (TypeError, AttributeError, IndexError):
        # A value that is absent is not what the row expects.
        return False


class Comparison:
    """Collects what differs of one site, and which fixes were needed."""

    def __init__(self, facts):
        self.facts = facts
        self.fixes = collections.Counter()
        self.differences = []
        self.by_entry = {(d["id"], d["link"], utc_as_z(d["date"])): d
                         for d in facts["documents"]}

    def field(self, where, field, jekyll, feedgen, facts):
        if jekyll == feedgen:
            return
        for fix in FIXES:
            if fix.field == field and is_explained(fix, jekyll, feedgen, facts):
                self.fixes[fix.name] += 1
                return
        self.differ(f"{where}: {field}", jekyll, feedgen)

    def differ(self, what, jekyll, feedgen):
        self.differences.append((what, jekyll, feedgen))

    def document_of(self, entry):
        return self.by_entry.get(
            (entry["id"], entry["link"], entry["published"]))

    def is_announced(self, entry):
        """Does feedgen announce what Jekyll does?"""
        doc = self.document_of(entry)
        if doc and not doc["written"]:
            self.fixes["unwritten documents are not announced"] += 1
        elif doc and doc["undated"]:
            self.fixes["undated documents are not announced"] += 1
        else:
            return True
        return False

    def entries(self, path, jekyll, feedgen):
        def key(entry):
            return entry["id"], entry["link"], entry["published"]

        def with_ties(entries):
            # The order of entries of the same second is nobody's promise.
            return sorted(entries, key=lambda e: (e["published"], key(e)))

        kept = [e for e in jekyll if self.is_announced(e)]
        # Whom the others push out of the limit may come in again.
        if len(kept) < len(jekyll):
            feedgen = feedgen[:len(kept)]
        if list(map(key, kept)) != list(map(key, feedgen)):
            before = [e["published"] for e in kept]
            if before == [e["published"] for e in feedgen]:
                kept, feedgen = with_ties(kept), with_ties(feedgen)
                self.fixes["entries of the same second, by path"] += 1
        for j, f in zip(kept, feedgen):
            if key(j) != key(f):
                break
            doc = self.document_of(j)
            for name in j:
                self.field(f"{path}: {j['id']}", "entry " + name,
                           j[name], f[name], doc)
        if list(map(key, kept)) != list(map(key, feedgen)):
            self.differ(f"{path}: entries", [key(e) for e in kept],
                        [key(e) for e in feedgen])

    def feed(self, path, jekyll, feedgen):
        facts = {
            "newest": [max([e["updated"] for e in feedgen["entries"]],
                           key=seconds, default=feedgen["updated"])],
            "tag": self.is_tag_feed(path),
        }
        for name in jekyll:
            if name != "entries":
                self.field(path, "feed " + name, jekyll[name], feedgen[name],
                           facts)
        self.entries(path, jekyll["entries"], feedgen["entries"])

    def is_tag_feed(self, path):
        stem = os.path.basename(path)[:-4]
        return any(stem.endswith(tag) for d in self.facts["documents"]
                   for tag in d["tags"])

    def feeds(self, jekyll, feedgen):
        for path in sorted(jekyll.keys() | feedgen.keys()):
            if path not in feedgen and self.is_tag_feed(path) \
                    and not jekyll[path]["entries"]:
                self.fixes["no feed of a tag that only drafts have"] += 1
            elif path not in feedgen:
                self.differ(f"{path}: feed", "written", "absent")
            elif path in jekyll:
                self.feed(path, jekyll[path], feedgen[path])
            elif re.search("[^A-Za-z0-9_]", feedgen[path]["title"]
                           .rpartition(" | ")[2]):
                self.fixes["tags of any letters have feeds"] += 1
            else:
                self.differ(f"{path}: feed", "absent", "written")

    def listed(self, jekyll):
        """Jekyll's sitemap, without what it should not hold."""
        docs = collections.defaultdict(list)
        for doc in self.facts["documents"]:
            if doc["output"]:
                docs[doc["loc"]].append(doc)
        pages = collections.Counter(p["loc"] for p in self.facts["pages"])
        static = {f["loc"]: f for f in self.facts["static"]}
        for loc, lastmod in jekyll:
            better = None
            if docs[loc]:
                doc = docs[loc].pop(0)
                if not doc["written"]:
                    better = "unwritten documents are not listed"
                elif doc["undated"] and not doc["modified"]:
                    self.fixes["undated documents have no lastmod"] += 1
                    lastmod = None
            elif pages[loc]:
                pages[loc] -= 1
            elif loc in static:
                file = static[loc]
                lastmod = None
                if not file["written"]:
                    better = "unwritten documents are not listed"
                elif file["collection"]:
                    self.fixes["static files of collections"] += 1
                    loc = file["true_loc"]
            if loc == self.facts["error_page"]:
                better = "no error pages"
            if better:
                self.fixes[better] += 1
            else:
                yield loc, lastmod

    def once(self, urls, doubles):
        """Each URL once; whose lastmod counts of several is nobody's promise."""
        seen = set()
        for loc, lastmod in urls:
            if loc not in seen:
                yield loc, None if loc in doubles else lastmod
            seen.add(loc)

    def sitemap(self, jekyll, feedgen):
        jekyll = list(self.listed(jekyll))
        counts = collections.Counter(loc for loc, _ in jekyll)
        doubles = {loc for loc, n in counts.items() if n > 1}
        self.fixes["each URL once"] += len(doubles)
        jekyll = list(self.once(jekyll, doubles))
        pages = {p["loc"] for p in self.facts["pages"]}
        static = {re.sub("/index.html$", "/", f["true_loc"])
                  for f in self.facts["static"]} - pages
        feedgen = [(loc, None if loc in static or loc in doubles else lastmod)
                   for loc, lastmod in feedgen]
        if jekyll != feedgen and self.with_ties(jekyll) == self.with_ties(
                feedgen):
            self.fixes["order of the sitemap where Jekyll promises none"] += 1
            return
        if jekyll != feedgen:
            only_j = [u for u in jekyll if u not in feedgen]
            only_f = [u for u in feedgen if u not in jekyll]
            if only_j or only_f:
                self.differ("sitemap", only_j, only_f)
            else:
                self.differ("order of sitemap", jekyll, feedgen)

    def with_ties(self, urls):
        """The URLs, with those sorted whose order is nobody's promise.

        Pages of one file name stand as the disk lists their folders, and
        files of collections as the configuration does.  In a
        collection with `order` or `sort_by`, or where some documents have no
        date, feedgen goes by date.
        """
        group_of = {p["loc"]: p["name"] for p in
                    reversed(self.facts["pages"])}
        docs = [d for d in self.facts["documents"] if d["any_order"]]
        group_of.update((d["loc"], d["collection"]) for d in docs)
        group_of.update((f["true_loc"], "static") for f in
                        self.facts["static"] if f["collection"])
        groups = itertools.groupby(urls, lambda u: group_of.get(u[0], u[0]))
        return [sorted(group, key=str) for _, group in groups]

    def all(self, jekyll, feedgen):
        self.feeds(jekyll.feeds, feedgen.feeds)
        self.sitemap(jekyll.sitemap, feedgen.sitemap)
        if jekyll.robots != feedgen.robots and feedgen.robots is not None:
            self.differ("robots.txt", jekyll.robots, feedgen.robots)


def seconds(stamp):
    """RFC 3339 to something that sorts."""
    from datetime import datetime
    return datetime.fromisoformat(stamp.replace("Z", "+00:00"))


# What stops Jekyll and not feedgen.
ABORTS = [
    ("a page's permalink looks like a scheme", "Invalid scheme format"),
    ("slug is a date", "`gsub' for #<Date"),
    ("tags.only names a tag of no post", "Cannot sort a null object"),
]


# ---- building ----

class Jekyll:
    """A Ruby process that builds site after site."""

    def __init__(self):
        self.process = subprocess.Popen(
            ["ruby", os.path.join(HERE, "build.rb")], stdin=subprocess.PIPE,
            stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)

    def build(self, site, destination):
        self.process.stdin.write(f"{site}\t{destination}\n")
        self.process.stdin.flush()
        answer = self.process.stdout.readline()
        if not answer:
            sys.exit("run.py: jekyll is not installed, or died")
        return json.loads(answer)

    def close(self):
        self.process.stdin.close()
        self.process.wait()


def mend_facts(facts):
    for item in itertools.chain(*(v for v in facts.values()
                                  if isinstance(v, list))):
        for key in ("link", "loc", "true_loc"):
            if key in item:
                item[key] = re.sub("^(https?://[^/]+(?:/sub)?)//", r"\1/",
                                   item[key])


class Runner:
    """Builds and compares one site at a time, in a folder of its own."""

    def __init__(self, feedgen, folder):
        self.feedgen = os.path.abspath(feedgen)
        self.folder = folder
        self.jekyll = Jekyll()

    def compare(self, site):
        """The comparison of the two builds of the site."""
        theirs = os.path.join(self.folder, "jekyll")
        ours = os.path.join(self.folder, "feedgen")
        shutil.rmtree(theirs, ignore_errors=True)
        shutil.rmtree(ours, ignore_errors=True)
        facts = self.jekyll.build(site, theirs)
        mend_facts(facts)
        run = subprocess.run(
            [self.feedgen, "build", site, "-o", ours],
            stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True,
            errors="replace", timeout=60, check=False)
        error = facts.get("error")
        facts["now"] = None
        facts.setdefault("documents", [])
        facts.setdefault("static", [])
        facts.setdefault("pages", [])
        facts.setdefault("error_page", None)
        result = Comparison(facts)
        if error:
            for name, message in ABORTS:
                if message in error:
                    result.fixes["Jekyll aborts: " + name] += 1
                    return result
            result.differ("Jekyll aborts", error, run.returncode)
        elif run.returncode != 0:
            result.differ("feedgen fails", "done",
                          [line for line in run.stderr.splitlines()
                           if ": error: " in line or ": 2: " in line
                           or run.returncode < 0] or run.stderr)
        else:
            jekyll = Built(theirs, result.fixes)
            for feed in jekyll.feeds.values():
                facts["now"] = feed["updated"]
            result.all(jekyll, Built(ours, collections.Counter()))
        return result


# ---- making a site smaller ----

def pieces_of(path, text):
    """Ways to make a file's text smaller."""
    lines = text.split("\n")
    for i, line in enumerate(lines):
        end = i + 1
        # A key goes with what stands below it.
        while line[:1].isalpha() and end < len(lines) and \
                lines[end].startswith(("- ", "  ")):
            end += 1
        if line.strip("\r") != "---" and not line.startswith(
                ("time:", "url:")):
            yield "\n".join(lines[:i] + lines[end:])
    if path != "_config.yml" and "\n---\n" in text:
        yield text[:text.index("\n---\n") + 5] + "x\n"


def shrink(runner, site, folder):
    """Leave out files and lines while the first difference stays."""
    def read(path):
        with open(path, encoding="utf-8", newline="") as file:
            return file.read()

    def write(path, text):
        stamp = os.stat(path).st_mtime if os.path.exists(path) else 1700000000
        with open(path, "w", encoding="utf-8", newline="") as file:
            file.write(text)
        os.utime(path, (stamp, stamp))

    def kind(what):
        return what.split(": ")[-1]

    def still_differs():
        found = runner.compare(site).differences
        return any(kind(d[0]) == wanted for d in found)

    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(site, folder)
    site = folder
    wanted = kind(runner.compare(site).differences[0][0])
    again = True
    while again:
        again = False
        for parent, _, names in list(os.walk(site)):
            for name in names:
                path = os.path.join(parent, name)
                text = read(path)
                if name != "_config.yml":
                    os.remove(path)
                    if still_differs():
                        again = True
                        continue
                found = True
                while found:
                    found = False
                    for smaller in pieces_of(name, text):
                        if smaller == text:
                            continue
                        write(path, smaller)
                        if still_differs():
                            text, found, again = smaller, True, True
                            break
                write(path, text)
    return site


def show_site(folder):
    for parent, _, names in sorted(os.walk(folder)):
        for name in sorted(names):
            path = os.path.join(parent, name)
            with open(path, encoding="utf-8") as file:
                print(f"    {os.path.relpath(path, folder)}:")
                for line in file.read().splitlines():
                    print(f"        {line}")


# ---- all of it ----

class Run:
    def __init__(self, options, folder):
        self.options = options
        self.folder = folder
        self.seeds = queue.Queue()
        for seed in range(options.seed, options.seed + options.sites):
            self.seeds.put(seed)
        self.lock = threading.Lock()
        self.fixes = collections.Counter()
        self.passed = self.failed = 0

    def work(self, worker):
        try:
            self.build_all(worker)
        except BaseException:
            self.failed += 1
            raise

    def build_all(self, worker):
        runner = Runner(self.options.feedgen,
                        os.path.join(self.folder, f"worker-{worker}"))
        while True:
            try:
                seed = self.seeds.get_nowait()
            except queue.Empty:
                break
            self.one(runner, seed)
        runner.jekyll.close()

    def one(self, runner, seed):
        site = os.path.join(self.folder, "sites", str(seed))
        generate.make(seed, site)
        result = runner.compare(site)
        shown = site
        if result.differences and self.options.shrink:
            shown = shrink(runner, site, os.path.join(runner.folder, "small"))
            result = runner.compare(shown)
        with self.lock:
            self.report(seed, result, shown)
        if not result.differences and not self.options.keep:
            shutil.rmtree(site)

    def report(self, seed, result, site):
        self.fixes.update(result.fixes)
        if not result.differences:
            self.passed += 1
            return
        self.failed += 1
        print(f"not ok - site {seed}")
        for what, jekyll, feedgen in result.differences:
            print(f"  {what}\n    jekyll:  {jekyll!r}\n"
                  f"    feedgen: {feedgen!r}")
        if self.failed <= SHOWN_SITES or self.options.shrink:
            show_site(site)
        sys.stdout.flush()

    def all(self):
        workers = [threading.Thread(target=self.work, args=(n,))
                   for n in range(os.cpu_count() or 1)]
        for worker in workers:
            worker.start()
        for worker in workers:
            worker.join()
        for name, count in sorted(self.fixes.items()):
            print(f"# {count} x {name}")
        print(f"{self.passed} passed, {self.failed} failed")
        return self.failed == 0 and self.passed > 0


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("feedgen")
    parser.add_argument("--sites", type=int, default=500)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--keep", metavar="FOLDER")
    parser.add_argument("--shrink", action="store_true")
    options = parser.parse_args()
    if options.keep:
        os.makedirs(options.keep, exist_ok=True)
        done = Run(options, os.path.abspath(options.keep)).all()
    else:
        with tempfile.TemporaryDirectory() as folder:
            done = Run(options, folder).all()
    sys.exit(0 if done else 1)


if __name__ == "__main__":
    main()
