package io.mtlsagent.config;

import java.io.File;

/** The path of one file, that need not exist. */
final class FileParser implements ValueParser<File> {

  @Override
  public File parse(String text, Place place) {
    return place.resolve(text);
  }

  @Override
  public String form() {
    return "path";
  }
}
