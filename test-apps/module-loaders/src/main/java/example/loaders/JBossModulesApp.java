package example.loaders;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jboss.modules.Main;

/** The Netty application in JBoss Modules, as WildFly has its subsystems. */
public final class JBossModulesApp {

  private JBossModulesApp() {}

  public static void main(String[] arguments) throws Throwable {
    Path modules = Files.createTempDirectory("modules");
    List<Path> jars = new ArrayList<>(Libraries.netty());
    module(modules, "io.netty", "", jars, List.of("java.se", "jdk.unsupported"));
    module(
        modules,
        "example.netty",
        "  <main-class name=\"example.netty.NettyApp\"/>\n",
        List.of(Libraries.application(), Libraries.common()),
        List.of("java.se", "io.netty"));
    List<String> command = new ArrayList<>(List.of("-mp", modules.toString(), "example.netty"));
    command.addAll(List.of(arguments));
    Main.main(command.toArray(new String[0]));
  }

  private static void module(
      Path modules, String name, String mainClass, List<Path> jars, List<String> dependencies)
      throws IOException {
    StringBuilder xml = new StringBuilder("<module xmlns=\"urn:jboss:module:1.9\" name=\"");
    xml.append(name).append("\">\n").append(mainClass).append("  <resources>\n");
    for (Path jar : jars) {
      xml.append("    <resource-root path=\"").append(jar).append("\"/>\n");
    }
    xml.append("  </resources>\n  <dependencies>\n");
    for (String dependency : dependencies) {
      xml.append("    <module name=\"").append(dependency).append("\"/>\n");
    }
    xml.append("  </dependencies>\n</module>\n");
    Path folder = modules.resolve(name.replace('.', '/')).resolve("main");
    Files.createDirectories(folder);
    Files.writeString(folder.resolve("module.xml"), xml);
  }
}
