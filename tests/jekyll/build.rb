# SPDX-License-Identifier: ISC
# build.rb - build one site after the other with the real Jekyll, in a process.
#
# Reads lines "SITE<tab>DESTINATION" and answers each with a line of JSON: what
# Jekyll knows of each document, or the error that stopped it.
require "jekyll"
require "jekyll-feed"
require "jekyll-sitemap"
require "json"

Jekyll.logger.log_level = :error
ENV["JEKYLL_ENV"] = "production"

# The URL filters as templates call them.
class Filters
  include Jekyll::Filters::URLFilters
  Context = Struct.new(:registers)

  def initialize(site)
    @context = Context.new({ :site => site })
  end

  def loc(url)
    absolute_url(url.gsub("/index.html", "/"))
  end
end

# Is the collection in another order than its dates'?
def any_order?(collection)
  meta = collection.metadata
  meta["order"] || meta["sort_by"] ||
    collection.docs.any? { |doc| doc.date.equal?(collection.site.time) }
end

def doc_facts(doc, filters)
  {
    "path" => doc.relative_path,
    "collection" => doc.collection.label,
    "output" => doc.collection.write?,
    "link" => filters.absolute_url(doc.url),
    "id" => filters.absolute_url(doc.id),
    "loc" => filters.loc(doc.url),
    "date" => doc.date.xmlschema,
    # Only a document without any date has the time of the build itself, or
    # that of its file.
    "undated" => doc.date.equal?(doc.site.time) ||
      (doc.draft? && doc.date == File.mtime(doc.path)),
    "written" => doc.site.publisher.publish?(doc) && doc.write? ? true : false,
    "modified" => doc.data["last_modified_at"] ? true : false,
    "excerpt_only" => doc.data.dig("feed", "excerpt_only"),
    "image" => doc.data["image"],
    "category" => doc.data["category"],
    "categories" => Array(doc.data["categories"]).map(&:to_s),
    "one_author" => !doc.data["authors"].is_a?(Array),
    "any_order" => any_order?(doc.collection) ? true : false,
    "tags" => Array(doc.data["tags"]).map(&:to_s),
  }
end

def static_facts(file, filters)
  {
    "path" => file.relative_path,
    "collection" => file.type&.to_s,
    "loc" => filters.loc(file.relative_path),
    "true_loc" => filters.absolute_url(file.url),
    "written" => file.write? ? true : false,
  }
end

def listed_pages(site)
  site.pages.select do |page|
    (page.html? || page.url.end_with?("/")) && page["sitemap"] != false
  end
end

def build(source, destination)
  ENV["TZ"] = "UTC"
  # Jekyll keeps dates by their text, and forgets that the zone may change.
  Jekyll::Utils.instance_variable_set(:@parse_date_cache, nil)
  config = Jekyll.configuration(
    "source" => source, "destination" => destination, "quiet" => true,
    "disable_disk_cache" => true
  )
  site = Jekyll::Site.new(config)
  site.process
  filters = Filters.new(site)
  # As the sitemap lists them.
  docs = site.documents.grep(Jekyll::Document).group_by { |d| d.collection.label }
  docs = docs.sort.flat_map(&:last)
  {
    "error_page" => filters.absolute_url("/404/"),
    "documents" => docs.map { |doc| doc_facts(doc, filters) },
    "pages" => listed_pages(site).map do |page|
      { "loc" => filters.loc(page.url), "name" => page.name }
    end,
    "static" => site.static_files.map { |file| static_facts(file, filters) },
  }
rescue StandardError, SystemExit => e
  { "error" => "#{e.class}: #{e.message.lines.first&.chomp}" }
ensure
  Jekyll.sites.clear
end

answers = $stdout.dup
$stdout.reopen($stderr)
answers.sync = true
while (line = $stdin.gets)
  answers.puts(JSON.generate(build(*line.chomp.split("\t"))))
end
