/**
 * Long lists, page by page.
 */
@NullMarked
package dev.missioncontrol.invite.api.paging;

import org.jspecify.annotations.NullMarked;
