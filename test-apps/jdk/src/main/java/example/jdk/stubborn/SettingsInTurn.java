package example.jdk.stubborn;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;

/** Lists of calls, handed out in turn: {@code need-false,want-true;parameters-new}. */
final class SettingsInTurn {

  private final List<List<Setting>> lists = new ArrayList<>();
  private final AtomicInteger turn = new AtomicInteger();

  SettingsInTurn(String text) {
    for (String list : text.split(";")) {
      lists.add(parse(list));
    }
  }

  List<Setting> next() {
    return lists.get(turn.getAndIncrement() % lists.size());
  }

  private static List<Setting> parse(String names) {
    List<Setting> settings = new ArrayList<>();
    for (String name : names.split(",")) {
      settings.add(Setting.valueOf(name.trim().replace('-', '_').toUpperCase(Locale.ROOT)));
    }
    return settings;
  }
}
