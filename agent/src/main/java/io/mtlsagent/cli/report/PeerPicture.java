package io.mtlsagent.cli.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Draws who talks to whom. */
final class PeerPicture {

  private static final int LABEL_CHARACTERS = 34;

  private final GraphLayout layout;
  private final Html html;

  private PeerPicture(GraphLayout layout, Html html) {
    this.layout = layout;
    this.html = html;
  }

  static void draw(List<Relation> relations, Html html) {
    new PeerPicture(GraphLayout.of(relations), html).draw();
  }

  private void draw() {
    html.open(
        "svg",
        "class",
        "picture",
        "role",
        "img",
        "aria-labelledby",
        "peers-title peers-text",
        "viewBox",
        "0 0 " + Svg.at(layout.width()) + " " + Svg.at(layout.height()));
    html.element("title", "Peers and services", "id", "peers-title");
    html.element(
        "desc",
        "Lines from clients on the left to services, and from services to the servers that they"
            + " call on the right. The tables below hold the same facts.",
        "id",
        "peers-text");
    for (GraphLink link : layout.links()) {
      line(link);
    }
    column("Clients", layout.clients(), "peer");
    column("Our services", layout.services(), "service");
    column("Servers that we call", layout.servers(), "peer");
    html.close("svg");
  }

  private void line(GraphLink link) {
    GraphNode left = link.isInbound() ? link.peer() : link.service();
    GraphNode right = link.isInbound() ? link.service() : link.peer();
    double fromX = left.x() + GraphNode.WIDTH;
    double fromY = left.meetingPoint(link, sameSide(left, link));
    double toX = right.x();
    double toY = right.meetingPoint(link, sameSide(right, link));
    double bend = (toX - fromX) / 2;
    html.open(
        "path",
        "class",
        "link " + Svg.styleOf(link.outcome()),
        "stroke-width",
        Svg.at(link.thickness()),
        "d",
        "M"
            + Svg.at(fromX)
            + " "
            + Svg.at(fromY)
            + "C"
            + Svg.at(fromX + bend)
            + " "
            + Svg.at(fromY)
            + " "
            + Svg.at(toX - bend)
            + " "
            + Svg.at(toY)
            + " "
            + Svg.at(toX)
            + " "
            + Svg.at(toY));
    html.element(
        "title",
        left.fullLabel()
            + " to "
            + right.fullLabel()
            + ": "
            + Moments.number(link.count())
            + " "
            + words(link.outcome()));
    html.close("path");
  }

  private static String words(Outcome outcome) {
    return outcome == Outcome.ACCEPTED
        ? "accepted"
        : outcome == Outcome.REJECTED ? "refused" : "would be refused";
  }

  /** The links at the same side of a node, from top to bottom by their far ends. */
  private static List<GraphLink> sameSide(GraphNode node, GraphLink link) {
    List<GraphLink> side = new ArrayList<>();
    for (GraphLink other : node.links()) {
      if (other.isInbound() == link.isInbound()) {
        side.add(other);
      }
    }
    side.sort(
        Comparator.comparingDouble(
            (GraphLink other) ->
                other.peer() == node ? other.service().centre() : other.peer().centre()));
    return side;
  }

  private void column(String head, List<GraphNode> nodes, String kind) {
    if (nodes.isEmpty()) {
      return;
    }
    html.element("text", head, "class", "head", "x", Svg.at(nodes.get(0).x()), "y", "16");
    for (GraphNode node : nodes) {
      node(node, kind);
    }
  }

  private void node(GraphNode node, String kind) {
    html.open("g", "class", "node " + kind + " " + Svg.styleOf(node.tally()));
    html.element("title", node.fullLabel() + ": " + Svg.words(node.tally()));
    html.shape(
        "rect",
        "class",
        "card",
        "x",
        Svg.at(node.x()),
        "y",
        Svg.at(node.y()),
        "width",
        Svg.at(GraphNode.WIDTH),
        "height",
        Svg.at(GraphNode.HEIGHT),
        "rx",
        "8");
    html.shape(
        "rect",
        "class",
        "mark",
        "x",
        Svg.at(node.x() + 8),
        "y",
        Svg.at(node.y() + 9),
        "width",
        "4",
        "height",
        Svg.at(GraphNode.HEIGHT - 18),
        "rx",
        "2");
    html.element(
        "text",
        Svg.fitting(node.label(), LABEL_CHARACTERS),
        "class",
        "name",
        "x",
        Svg.at(node.x() + 22),
        "y",
        Svg.at(node.y() + 20));
    html.element(
        "text",
        Svg.words(node.tally()),
        "class",
        "facts",
        "x",
        Svg.at(node.x() + 22),
        "y",
        Svg.at(node.y() + 36));
    html.close("g");
  }
}
