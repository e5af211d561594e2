package dev.missioncontrol.invite.ctl.reset;

import java.time.Instant;

import dev.missioncontrol.invite.ctl.command.PointInTime;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;

/**
 * From where a stage runs again.
 *
 * @param time records of this time and later; null for all that there are
 */
public record StartingPoint(@Nullable Instant time) {

	/**
	 * Reads it from the command line.
	 *
	 * @param times reads times
	 */
	public record Converter(PointInTime times) implements ITypeConverter<StartingPoint> {

		@Override
		public StartingPoint convert(String value) {
			return new StartingPoint("earliest".equals(value) ? null : this.times.convert(value));
		}

	}

	@Override
	public String toString() {
		return (this.time != null) ? this.time.toString() : "the earliest record";
	}

}
