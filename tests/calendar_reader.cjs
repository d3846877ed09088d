// Reads calendar files with ical.js: one JSON string a line comes in, the entries as JSON go out, a line each.
// Run as: node calendar_reader.cjs FOLDER_WITH_node_modules
const path = require("path");
const readline = require("readline");
const load = require("module").createRequire(path.join(path.resolve(process.argv[2]), "x.cjs"));
const module_ = load("ical.js");
const ICAL = module_.default || module_;

function entries(text) {
  const calendar = new ICAL.Component(ICAL.parse(text));
  return calendar.getAllSubcomponents("vevent").map((event) => {
    const value = (name) => (event.getFirstPropertyValue(name) ?? "").toString();
    return {
      uid: value("uid"),
      start: event.getFirstPropertyValue("dtstart").toUnixTime(),
      end: event.getFirstPropertyValue("dtend").toUnixTime(),
      summary: value("summary"),
      location: value("location"),
      description: value("description"),
      status: value("status"),
      sequence: Number(value("sequence")),
      attendees: event.getAllProperties("attendee").map((each) => [each.getFirstValue(), each.getParameter("role")]),
    };
  });
}

readline.createInterface({ input: process.stdin }).on("line", (line) => {
  let answer;
  try {
    answer = { entries: entries(JSON.parse(line)) };
  } catch (error) {
    answer = { error: String(error) };
  }
  process.stdout.write(JSON.stringify(answer) + "\n");
});
