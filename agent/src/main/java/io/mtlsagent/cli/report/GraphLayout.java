package io.mtlsagent.cli.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Chooses who has a place in the picture, and which: clients left, services, servers right. */
final class GraphLayout {

  private static final int MAX_PEERS = 16;
  private static final int MAX_SERVICES = 10;
  private static final double TOP = 34;
  private static final double PITCH = GraphNode.HEIGHT + 14;

  private final Map<Object, GraphNode> clients = new LinkedHashMap<>();
  private final Map<Object, GraphNode> services = new LinkedHashMap<>();
  private final Map<Object, GraphNode> servers = new LinkedHashMap<>();
  private final Map<String, GraphLink> links = new LinkedHashMap<>();
  private final double height;
  private final double width;

  private GraphLayout(List<Relation> relations) {
    Set<Object> chosenClients = chosen(relations, true);
    Set<Object> chosenServers = chosen(relations, false);
    Set<Object> chosenServices = chosenServices(relations);
    int moreClients = peers(relations, true) - chosenClients.size();
    int moreServers = peers(relations, false) - chosenServers.size();
    for (Relation relation : relations) {
      Peer peer = relation.key().peer();
      GraphNode far =
          peer.isClient()
              ? peerNode(clients, chosenClients, peer, moreClients, "client")
              : peerNode(servers, chosenServers, peer, moreServers, "server");
      add(relation, far, serviceNode(chosenServices, relation.key().service()));
    }
    int rows = Math.max(services.size(), Math.max(clients.size(), servers.size()));
    height = TOP + rows * PITCH + 4;
    width = servers.isEmpty() || clients.isEmpty() ? 800 : 1120;
    place();
  }

  static GraphLayout of(List<Relation> relations) {
    return new GraphLayout(relations);
  }

  double height() {
    return height;
  }

  double width() {
    return width;
  }

  List<GraphNode> clients() {
    return new ArrayList<>(clients.values());
  }

  List<GraphNode> services() {
    return new ArrayList<>(services.values());
  }

  List<GraphNode> servers() {
    return new ArrayList<>(servers.values());
  }

  List<GraphLink> links() {
    return new ArrayList<>(links.values());
  }

  private void add(Relation relation, GraphNode far, GraphNode service) {
    boolean inbound = relation.key().peer().isClient();
    for (Outcome outcome : Outcome.values()) {
      long count = relation.tally().count(outcome);
      if (count > 0) {
        far.tally().addCounts(outcome, count);
        service.tally().addCounts(outcome, count);
        String name =
            System.identityHashCode(far) + "-" + System.identityHashCode(service) + outcome;
        GraphLink link = links.get(name);
        if (link == null) {
          link = new GraphLink(far, service, inbound, outcome);
          links.put(name, link);
          far.connect(link);
          service.connect(link);
        }
        link.add(count);
      }
    }
  }

  private void place() {
    List<GraphNode> middle = services();
    column(middle, clients.isEmpty() ? 8 : (width - GraphNode.WIDTH) / (servers.isEmpty() ? 1 : 2));
    Comparator<GraphNode> near =
        Comparator.comparingDouble((GraphNode node) -> averageOfServices(node));
    List<GraphNode> left = clients();
    left.sort(near);
    column(left, 8);
    List<GraphNode> right = servers();
    right.sort(near);
    column(right, width - GraphNode.WIDTH - 8);
  }

  private void column(List<GraphNode> nodes, double left) {
    double room = height - TOP - 4;
    double pitch = nodes.isEmpty() ? 0 : room / nodes.size();
    for (int i = 0; i < nodes.size(); i++) {
      double x = Math.max(8, Math.min(left, width - GraphNode.WIDTH - 8));
      nodes.get(i).place(x, TOP + pitch * (i + 0.5) - GraphNode.HEIGHT / 2);
    }
  }

  private static double averageOfServices(GraphNode node) {
    double sum = 0;
    for (GraphLink link : node.links()) {
      sum += link.service().centre();
    }
    return node.links().isEmpty() ? 0 : sum / node.links().size();
  }

  private static GraphNode peerNode(
      Map<Object, GraphNode> nodes, Set<Object> chosen, Peer peer, int more, String noun) {
    Object key = chosen.contains(peer) ? peer : noun;
    GraphNode node = nodes.get(key);
    if (node == null) {
      String others = Moments.plural(more, "more " + noun);
      node =
          key == peer
              ? new GraphNode(peer.shortLabel(), peer.label())
              : new GraphNode(others, others);
      nodes.put(key, node);
    }
    return node;
  }

  private GraphNode serviceNode(Set<Object> chosen, ServiceName name) {
    Object key = chosen.contains(name) ? name : "other";
    GraphNode node = services.get(key);
    if (node == null) {
      String label = key == name ? name.label() : "more services";
      node = new GraphNode(label, label);
      services.put(key, node);
    }
    return node;
  }

  private static int peers(List<Relation> relations, boolean clients) {
    Set<Peer> all = new HashSet<>();
    for (Relation relation : relations) {
      if (relation.key().peer().isClient() == clients) {
        all.add(relation.key().peer());
      }
    }
    return all.size();
  }

  private static Set<Object> chosen(List<Relation> relations, boolean clients) {
    Map<Object, long[]> weights = new HashMap<>();
    for (Relation relation : relations) {
      if (relation.key().peer().isClient() == clients) {
        weigh(weights, relation.key().peer(), relation.tally());
      }
    }
    return heaviest(weights, MAX_PEERS);
  }

  private static Set<Object> chosenServices(List<Relation> relations) {
    Map<Object, long[]> weights = new HashMap<>();
    for (Relation relation : relations) {
      weigh(weights, relation.key().service(), relation.tally());
    }
    return heaviest(weights, MAX_SERVICES);
  }

  private static void weigh(Map<Object, long[]> weights, Object key, Tally tally) {
    long[] weight = weights.computeIfAbsent(key, unknown -> new long[2]);
    weight[0] += tally.count(Outcome.WOULD_REJECT);
    weight[1] += tally.total();
  }

  /** Those who would be refused before all others: the picture is there to find them. */
  private static Set<Object> heaviest(Map<Object, long[]> weights, int limit) {
    List<Map.Entry<Object, long[]>> all = new ArrayList<>(weights.entrySet());
    all.sort(
        Comparator.comparingLong((Map.Entry<Object, long[]> entry) -> -entry.getValue()[0])
            .thenComparingLong(entry -> -entry.getValue()[1]));
    Set<Object> chosen = new HashSet<>();
    for (Map.Entry<Object, long[]> entry : all.subList(0, Math.min(limit, all.size()))) {
      chosen.add(entry.getKey());
    }
    return chosen;
  }
}
