#!/usr/bin/env python3
"""Everything that an AralWatch server knows inside of a polygon and a period, as one CSV file.

    everything-inside.py POLYGON.geojson FROM TO RESULT.csv [SERVER]

FROM and TO are days or instants, TO is exclusive. Needs Python 3.8 and nothing else.
"""
import csv
import json
import sys
import urllib.parse
import urllib.request
from collections import Counter


def ask(server, path, body=None):
    """The JSON answer to a GET, or to a POST when there is a body."""
    request = urllib.request.Request(server + path, body, {"Content-Type": "application/json"})
    with urllib.request.urlopen(request, timeout=60) as answer:
        return json.load(answer)


def pages(server, path, name, body=None):
    """All items of a list, page by page: 'next' is the address of the page that follows."""
    while path:
        page = ask(server, path, body)
        yield from page[name]
        path = page.get("next")


def main(polygon, begin, end, result, server="http://127.0.0.1:8080"):
    with open(polygon, "rb") as file:
        area = file.read()
    places = {one["id"]: one for one in pages(server, "/api/v1/stations/query", "features", area)}
    series = [one for one in pages(server, "/api/v1/datastreams", "datastreams")
              if one["feature"]["id"] in places]
    values, sources = Counter(), set()
    with open(result, "w", newline="", encoding="utf-8") as file:
        table = csv.writer(file)
        table.writerow(["layer", "code", "name", "longitude", "latitude", "property", "statistic", "unit",
                        "begin", "end", "value", "qualifier", "flag", "source", "url", "licence"])
        for one in series:
            period = urllib.parse.urlencode({"from": begin, "to": end})
            answer = ask(server, f"/api/v1/datastreams/{one['id']}/observations?{period}")
            columns = answer["columns"]
            place, point = one["feature"], [None, None]
            if places[place["id"]]["geometry"]["type"] == "Point":
                point = places[place["id"]]["geometry"]["coordinates"]
            for row in zip(*(columns[name] for name in ("begin", "end", "value", "qualifier", "flag"))):
                if row[2] is None:  # a gap
                    continue
                table.writerow([place["layer"], place["code"], place["name"]["en"], *point,
                                one["property"]["id"], one["statistic"], one["unit"], *row,
                                one["source"]["title"], one["source"]["url"], one["licence"]["id"]])
                values[one["property"]["id"]] += 1
                sources.add(one["source"]["title"])
    for name, count in sorted(values.items()):
        print(f"{name:24}{count:8}")
    print(f"{len(places)} places, {sum(values.values())} values from {len(sources)} sources -> {result}")


if __name__ == "__main__":
    if not 5 <= len(sys.argv) <= 6:
        sys.exit(__doc__)
    main(*sys.argv[1:])
