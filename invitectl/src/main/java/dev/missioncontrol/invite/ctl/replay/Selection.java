package dev.missioncontrol.invite.ctl.replay;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import dev.missioncontrol.invite.ctl.command.Refusal;

/**
 * What a job is to send again.
 *
 * @param member name of the selection in the request
 * @param value dead letters by id, a filter or a range
 * @param what the same in words
 */
record Selection(String member, Object value, String what) {

	private static final Pattern ID = Pattern.compile("[a-z]+-\\d+-\\d+");

	private static final Set<String> RANGE = Set.of("stage", "from", "to");

	static Selection of(List<String> ids, boolean all, boolean range, Map<String, String> filter, Clock clock)
			throws Refusal {
		if ((ids.isEmpty() ? 0 : 1) + (all ? 1 : 0) + (range ? 1 : 0) != 1) {
			throw Refusal.wrongUse("say what to replay: ids, or --all, or --range");
		}
		if (range) {
			return range(filter, clock);
		}
		if (all) {
			return new Selection("filter", filter, "everything that failed" + words(filter));
		}
		if (!filter.isEmpty()) {
			throw Refusal.wrongUse("filters go with --all or --range, not with ids");
		}
		for (String id : ids) {
			if (!ID.matcher(id).matches()) {
				throw Refusal
					.wrongUse("'" + id + "' is neither the id of a dead letter, such as signed-3-17, nor a command");
			}
		}
		return new Selection("deadLetters", ids.stream().distinct().toList(), String.join(", ", ids));
	}

	private static String words(Map<String, String> filter) {
		return filter.entrySet()
			.stream()
			.map((each) -> ", " + each.getKey() + " " + each.getValue())
			.collect(Collectors.joining());
	}

	/** Without an end it ends now, so that the job does not meet its own records. */
	private static Selection range(Map<String, String> filter, Clock clock) throws Refusal {
		if (!filter.containsKey("stage") || !filter.containsKey("from")) {
			throw Refusal.wrongUse("--range needs --stage and --from");
		}
		if (!RANGE.containsAll(filter.keySet())) {
			throw Refusal.wrongUse("--range takes --stage, --from and --to only");
		}
		if ("ledger".equals(filter.get("stage"))) {
			throw Refusal.wrongUse("the ledger sends nothing; invitectl reset ledger reads its topics again");
		}
		Map<String, String> range = new TreeMap<>(filter);
		range.putIfAbsent("to", clock.instant().toString());
		return new Selection("range", range, "all records of stage %s from %s to %s".formatted(range.get("stage"),
				range.get("from"), range.get("to")));
	}

}
