package io.mtlsagent.config;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Files, directories and globs, separated by commas. */
final class PathsParser implements ValueParser<List<PathPattern>> {

  @Override
  public List<PathPattern> parse(String text, Place place) throws InvalidValueException {
    List<PathPattern> patterns = new ArrayList<>();
    for (String path : ListParser.split(text)) {
      patterns.add(new PathPattern(place.resolve(path), place));
    }
    return Collections.unmodifiableList(patterns);
  }

  @Override
  public String form() {
    return "paths, directories, globs";
  }
}
