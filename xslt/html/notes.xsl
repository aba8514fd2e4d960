<?xml version="1.0" encoding="UTF-8"?>
<!-- Notes: beside their calls, at the foot of the pages whose text calls them, and all together on a page of their own. -->
<xsl:stylesheet version="3.0"
                xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:xs="http://www.w3.org/2001/XMLSchema"
                xmlns:map="http://www.w3.org/2005/xpath-functions/map"
                xmlns:tei="http://www.tei-c.org/ns/1.0"
                xmlns:f="https://letterbook.invalid/ns/function"
                xmlns:m="https://letterbook.invalid/ns/mode"
                xmlns:v="https://letterbook.invalid/ns/variable"
                exclude-result-prefixes="#all"
                expand-text="yes">

  <!-- The anchors of notes without an identifier: by their place among the notes. -->
  <xsl:variable name="v:note-anchors" as="map(xs:string, xs:string)">
    <xsl:map>
      <xsl:for-each select="$v:notes">
        <xsl:if test="not(@xml:id)">
          <xsl:map-entry key="generate-id()" select="'note-at-' || position()"/>
        </xsl:if>
      </xsl:for-each>
    </xsl:map>
  </xsl:variable>

  <xsl:function name="f:note-anchor" as="xs:string">
    <xsl:param name="note" as="element(tei:note)"/>
    <xsl:sequence select="($note/@xml:id ! string(), $v:note-anchors(generate-id($note)),
                                  'note-after-' || count($note/preceding::tei:note))[1]"/>
  </xsl:function>

  <!-- A note in the header is read where it stands: it has no place among the notes of the book. -->
  <xsl:template match="tei:teiHeader//tei:note" mode="m:html" as="node()*" priority="3">
    <xsl:text> (</xsl:text>
    <xsl:apply-templates mode="m:html"/>
    <xsl:text>)</xsl:text>
  </xsl:template>

  <!-- A note printed where it is attached, without a call of its own, gets one; with one, it stands at the foot only. -->
  <xsl:template match="tei:note" mode="m:html" as="element(sup)?">
    <xsl:param name="page" as="map(*)" tunnel="yes"/>
    <xsl:if test="empty(f:calls(.)) and not(@anchored = 'false')">
      <sup class="call" id="call-of-{f:note-anchor(.)}">
        <xsl:call-template name="f:call">
          <xsl:with-param name="words" as="text()">{f:note-number(.)}</xsl:with-param>
        </xsl:call-template>
      </sup>
    </xsl:if>
  </xsl:template>

  <!-- ............................................................... beside the call -->

  <!-- A call shows its note beside it, where the page has the note to show (f:popover) and the browser knows how to;
       else, and on paper, it is a link to the note. Both stand there, and the style sheet shows the one that works. -->
  <xsl:template name="f:call" as="element()+">
    <xsl:context-item as="element(tei:note)" use="required"/>
    <xsl:param name="words" as="node()*"/>
    <xsl:param name="name" as="xs:string" select="f:label('call.name', map {'number': f:note-number(.)})"/>
    <xsl:param name="page" as="map(*)" tunnel="yes"/>
    <xsl:if test="$page?shown(generate-id())">
      <button popovertarget="show-{f:note-anchor(.)}" aria-label="{$name}">{string-join($words)}</button>
    </xsl:if>
    <a href="{f:note-address(., $page)}" role="doc-noteref" aria-label="{$name}">
      <xsl:sequence select="$words"/>
    </a>
  </xsl:template>

  <!-- The notes that are shown beside their calls, by their identity as nodes. A note as long as a page is better read
       at the foot, and would make the page heavy. -->
  <xsl:function name="f:shown" as="map(xs:string, xs:boolean)">
    <xsl:param name="notes" as="element(tei:note)*"/>
    <xsl:sequence select="map:merge($notes[string-length() le 2000] ! map:entry(generate-id(), true()))"/>
  </xsl:function>

  <!-- What a call shows: the note as it stands at the foot, without the identifiers there. The focus goes to the sign
       that closes it, so that the note is read out at once; Escape or a touch elsewhere closes it too. -->
  <xsl:template name="f:popover" as="element(div)">
    <xsl:context-item as="element(tei:note)" use="required"/>
    <xsl:param name="body" as="element()*"/>
    <xsl:variable name="anchor" as="xs:string" select="'show-' || f:note-anchor(.)"/>
    <div class="popover" popover="auto" id="{$anchor}" role="dialog" aria-describedby="{$anchor}-text"
         aria-label="{f:label('call.name', map {'number': f:note-number(.)})}">
      <button class="close" popovertarget="{$anchor}" popovertargetaction="hide" autofocus="autofocus"
              aria-label="{f:label('notes.close')}">×</button>
      <span class="number">{f:note-number(.)}</span>
      <div class="body" id="{$anchor}-text">
        <xsl:apply-templates select="@xml:lang" mode="m:attributes"/>
        <xsl:choose>
          <xsl:when test="$body//@id">
            <xsl:apply-templates select="$body" mode="m:unnamed"/>
          </xsl:when>
          <xsl:otherwise>
            <xsl:sequence select="$body"/>
          </xsl:otherwise>
        </xsl:choose>
      </div>
    </div>
  </xsl:template>

  <xsl:mode name="m:unnamed" on-no-match="shallow-copy"/>
  <xsl:template match="@id" mode="m:unnamed" as="empty-sequence()"/>

  <!-- The words of a note as blocks. -->
  <xsl:template name="f:note-body" as="element()*">
    <xsl:context-item as="element(tei:note)" use="required"/>
    <xsl:choose>
      <xsl:when test="f:holds-blocks(.)">
        <!-- Words beside the blocks become paragraphs of their own. -->
        <xsl:for-each-group select="node()" group-adjacent="f:is-part(.)">
          <xsl:choose>
            <xsl:when test="current-grouping-key()">
              <xsl:apply-templates select="current-group()[self::*]" mode="m:html"/>
            </xsl:when>
            <xsl:when test="exists(current-group()[self::* or normalize-space()])">
              <p>
                <xsl:apply-templates select="current-group()" mode="m:html"/>
              </p>
            </xsl:when>
          </xsl:choose>
        </xsl:for-each-group>
      </xsl:when>
      <xsl:otherwise>
        <p>
          <xsl:apply-templates mode="m:html"/>
        </p>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- ............................................................... at the foot of a letter -->

  <!-- The notes on a letter's page: those it calls or holds, those its calls mean, and those that are said to be its. -->
  <xsl:function name="f:notes-at-foot" as="element(tei:note)*">
    <xsl:param name="letter" as="element(tei:div)"/>
    <xsl:sequence select="f:notes-at-foot($letter, f:notes-called($letter))"/>
  </xsl:function>

  <xsl:function name="f:notes-at-foot" as="element(tei:note)*">
    <xsl:param name="letter" as="element(tei:div)"/>
    <xsl:param name="called" as="element(tei:note)*"/>
    <xsl:sequence select="$called, f:notes-belonging($letter) except $called"/>
  </xsl:function>

  <!-- Those that a call leads to, or that it means. -->
  <xsl:function name="f:notes-called" as="element(tei:note)*">
    <xsl:param name="letter" as="element(tei:div)"/>
    <xsl:variable name="called" as="element(tei:note)*" select="f:notes-of($letter)"/>
    <xsl:variable name="meant" as="element(tei:note)*"
                  select="$letter/descendant::tei:ref[@type = 'note'][@corresp] ! f:meant(.)"/>
    <xsl:sequence select="$called, $meant except $called"/>
  </xsl:function>

  <!-- The note that is meant by a call that is printed with another's number. -->
  <xsl:function name="f:meant" as="element(tei:note)?">
    <xsl:param name="call" as="element(tei:ref)"/>
    <xsl:sequence select="$call/@corresp[starts-with(., '#')]/key('v:by-id', substring(tokenize(.)[1], 2), root(.))[1]/self::tei:note"/>
  </xsl:function>

  <xsl:template name="f:notes" as="element(section)?">
    <xsl:context-item as="element(tei:div)" use="required"/>
    <xsl:param name="notes" as="element(tei:note)*"/>
    <xsl:variable name="letter" as="element(tei:div)" select="."/>
    <xsl:if test="exists($notes)">
      <section class="notes" role="doc-endnotes" aria-labelledby="notes">
        <h2 id="notes">{f:label('notes.heading')}</h2>
        <ol>
          <xsl:for-each select="$notes">
            <xsl:call-template name="f:note">
              <xsl:with-param name="letter" select="$letter"/>
            </xsl:call-template>
          </xsl:for-each>
        </ol>
      </section>
    </xsl:if>
  </xsl:template>

  <xsl:template match="tei:note/tei:label[f:is-number-label(.)]" mode="m:html" as="empty-sequence()" priority="2"/>

  <!-- One note: its number as printed, its text, the ways back. On the page of a letter these lead up to its own
       calls, and to other letters that call the note; on the page of all notes, to all of them. -->
  <xsl:template name="f:note" as="element(li)">
    <xsl:context-item as="element(tei:note)" use="required"/>
    <xsl:param name="letter" as="element(tei:div)?"/>
    <xsl:param name="page" as="map(*)" tunnel="yes"/>
    <xsl:variable name="body" as="element()*">
      <xsl:call-template name="f:note-body"/>
    </xsl:variable>
    <li id="{f:note-anchor(.)}">
      <xsl:apply-templates select="@xml:lang" mode="m:attributes"/>
      <span class="number">{f:note-number(.)}</span>
      <div class="body">
        <xsl:sequence select="$body"/>
        <p class="back">
          <xsl:call-template name="f:ways-back">
            <xsl:with-param name="letter" select="$letter"/>
          </xsl:call-template>
        </p>
      </div>
      <xsl:if test="$page?shown(generate-id())">
        <xsl:call-template name="f:popover">
          <xsl:with-param name="body" select="$body"/>
        </xsl:call-template>
      </xsl:if>
    </li>
  </xsl:template>

  <xsl:template name="f:ways-back" as="node()*">
    <xsl:context-item as="element(tei:note)" use="required"/>
    <xsl:param name="letter" as="element(tei:div)?"/>
    <xsl:variable name="calls" as="element(tei:ref)*" select="f:calls(.)"/>
    <xsl:choose>
      <xsl:when test="exists($letter)">
        <xsl:variable name="here" as="element(tei:ref)*" select="$calls[f:letter-of(.) is $letter
                                     or (ancestor::tei:note and empty(f:letter-of(.)) and exists(ancestor::tei:note intersect f:notes-of($letter)))]"/>
        <xsl:call-template name="f:back-links">
          <xsl:with-param name="anchors" select="if (exists($calls)) then $here/@xml:id
                                                 else if (@anchored = 'false' or empty(f:letter-of(.))) then ()
                                                 else 'call-of-' || f:note-anchor(.)"/>
        </xsl:call-template>
        <xsl:for-each select="$here[@corresp]">
          <xsl:variable name="call" as="element(tei:ref)" select="."/>
          <xsl:for-each select="f:meant(.)">
            <span class="meant">
              <xsl:text>{f:label('notes.meant')} </xsl:text>
              <a href="#{f:note-anchor(.)}">{f:label('call.name', map {'number': f:note-number(.)})}</a>
              <xsl:text>{f:decided($call) ! (' (' || . || ')')}. </xsl:text>
            </span>
          </xsl:for-each>
        </xsl:for-each>
        <xsl:if test="empty($calls)">
          <xsl:call-template name="f:not-called"/>
        </xsl:if>
        <xsl:call-template name="f:places">
          <xsl:with-param name="label" select="'notes.elsewhere'"/>
          <xsl:with-param name="calls" select="$calls except $here"/>
        </xsl:call-template>
      </xsl:when>
      <xsl:when test="exists($calls)">
        <xsl:call-template name="f:places">
          <xsl:with-param name="label" select="'notes.called'"/>
          <xsl:with-param name="calls" select="$calls"/>
        </xsl:call-template>
      </xsl:when>
      <xsl:when test="@anchored = 'false' or empty(f:letter-of(.))">
        <xsl:call-template name="f:not-called"/>
      </xsl:when>
      <xsl:otherwise>
        <xsl:call-template name="f:places">
          <xsl:with-param name="label" select="'notes.called'"/>
          <xsl:with-param name="calls" select="."/>
        </xsl:call-template>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- Nothing calls it; but an editor may have said which letter it belongs to. -->
  <xsl:template name="f:not-called" as="node()*">
    <xsl:context-item as="element(tei:note)" use="required"/>
    <xsl:param name="page" as="map(*)" tunnel="yes"/>
    <xsl:variable name="note" as="element(tei:note)" select="."/>
    <xsl:if test="@anchored = 'false' or empty(f:letter-of(.))">
      <span class="uncalled">{f:label('notes.uncalled')}</span>
      <xsl:for-each select="tokenize(@corresp)[starts-with(., '#')] ! key('v:by-id', substring(., 2), $v:edition)[f:is-letter(.)]">
        <xsl:text> {f:label('notes.belongs')} </xsl:text>
        <a href="{f:relative(f:page-of(.), $page)}">{f:card(.)?short}</a>
        <xsl:text>{f:decided($note) ! (' (' || . || ')')}.</xsl:text>
      </xsl:for-each>
    </xsl:if>
  </xsl:template>

  <xsl:function name="f:is-letter" as="xs:boolean">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="exists($v:places(generate-id($element)))"/>
  </xsl:function>

  <!-- "uncertain; decided by E. Holm". -->
  <xsl:function name="f:decided" as="xs:string?">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="string-join(($element/@cert[. = ('high', 'medium', 'low')] ! f:label('cert.' || .),
                                       $element/@resp[not(. = '#letterbook')] ! f:label('resp.decided', map {'who': f:who(.)})), '; ')[. ne '']"/>
  </xsl:function>

  <xsl:template name="f:back-links" as="node()*">
    <xsl:param name="anchors" as="xs:string*"/>
    <xsl:for-each select="$anchors">
      <a role="doc-backlink" href="#{.}"
         aria-label="{if (last() eq 1) then f:label('notes.back')
                      else f:label('notes.back-nth', map {'nth': string(position())})}">
        <xsl:text>↩{if (last() eq 1) then () else position()}</xsl:text>
      </a>
      <xsl:text> </xsl:text>
    </xsl:for-each>
  </xsl:template>

  <!-- The places that call a note, by the letters they stand in: "Letter 1, Letter 2 (1, 2)". -->
  <xsl:template name="f:places" as="node()*">
    <xsl:param name="label" as="xs:string"/>
    <xsl:param name="calls" as="element()*"/>
    <xsl:param name="page" as="map(*)" tunnel="yes"/>
    <xsl:if test="exists($calls)">
      <xsl:text>{f:label($label)} </xsl:text>
      <xsl:for-each-group select="$calls" group-adjacent="f:place-name(.)">
        <xsl:variable name="name" as="xs:string" select="current-grouping-key()"/>
        <xsl:variable name="one" as="xs:boolean" select="count(current-group()) eq 1"/>
        <xsl:text>{if (position() gt 1) then ', ' else ''}{($name || ' (')[not($one)]}</xsl:text>
        <xsl:for-each select="current-group()">
          <xsl:text>{if (position() gt 1) then ', ' else ''}</xsl:text>
          <a href="{f:relative(f:page-of(.), $page) || '#' || f:call-anchor(.)}">
            <xsl:if test="not($one)">
              <xsl:attribute name="aria-label" select="f:label('notes.place', map {'name': $name, 'nth': string(position())})"/>
            </xsl:if>
            <xsl:text>{if ($one) then $name else position()}</xsl:text>
          </a>
        </xsl:for-each>
        <xsl:text>{')'[not($one)]}</xsl:text>
      </xsl:for-each-group>
    </xsl:if>
  </xsl:template>

  <!-- The anchor of a call; of a note, that of the call made where it is attached. -->
  <xsl:function name="f:call-anchor" as="xs:string">
    <xsl:param name="call" as="element()"/>
    <xsl:sequence select="if ($call/self::tei:note) then 'call-of-' || f:note-anchor($call) else string($call/@xml:id)"/>
  </xsl:function>

  <xsl:function name="f:place-name" as="xs:string">
    <xsl:param name="call" as="element()"/>
    <xsl:variable name="letter" as="element(tei:div)?" select="f:letter-of($call)"/>
    <xsl:sequence select="if ($letter) then f:card($letter)?short
                          else if ($call/ancestor::tei:note) then f:label('notes.in-notes')
                          else (f:part-page($call)?title, f:label('notes.in-matter'))[1]"/>
  </xsl:function>

  <!-- ............................................................... all notes -->

  <xsl:function name="f:note-sections" as="element(tei:div)*">
    <xsl:sequence select="$v:edition/tei:text//tei:div[@type = 'notes'][not(ancestor::tei:div/@type = 'notes')]"/>
  </xsl:function>

  <!-- Notes as a list has them: each, and behind it those that stand in it. -->
  <xsl:function name="f:in-list" as="element(tei:note)*">
    <xsl:param name="notes" as="element(tei:note)*"/>
    <xsl:sequence select="$notes/descendant-or-self::tei:note[not(@place = ('inline', 'margin'))]"/>
  </xsl:function>

  <xsl:template name="f:notes-page" as="xs:string">
    <xsl:variable name="sections" as="element(tei:div)*" select="f:note-sections()"/>
    <xsl:variable name="context" as="map(*)" select="f:context('', $sections, $v:notes)"/>
    <xsl:variable name="main" as="element(main)">
      <main id="text" class="notes">
        <h1>{f:label('notes.heading')}</h1>
        <xsl:if test="empty($v:notes)">
          <p>{f:label('notes.none')}</p>
        </xsl:if>
        <xsl:call-template name="f:readings-switch">
          <xsl:with-param name="page" select="$context" tunnel="yes"/>
        </xsl:call-template>
        <xsl:apply-templates select="$sections" mode="m:notes">
          <xsl:with-param name="page" select="$context" tunnel="yes"/>
        </xsl:apply-templates>
        <div class="notes">
          <xsl:call-template name="f:note-list">
            <xsl:with-param name="notes" select="$v:notes except $sections/descendant-or-self::tei:div/f:in-list(tei:note)"/>
            <xsl:with-param name="page" select="$context" tunnel="yes"/>
          </xsl:call-template>
        </div>
        <xsl:call-template name="f:corrections">
          <xsl:with-param name="page" select="$context" tunnel="yes"/>
        </xsl:call-template>
      </main>
    </xsl:variable>
    <xsl:sequence select="f:page(f:frame('', 'notes'), f:label('notes.heading') || ' – ' || $v:title, $main)"/>
  </xsl:template>

  <!-- A section of notes as the book has it: headings and remarks between runs of notes. A heading that only says
       what the page's own says is not said again. -->
  <xsl:template match="tei:div" mode="m:notes" as="element(div)">
    <div class="notes">
      <xsl:apply-templates select="@xml:*" mode="m:attributes"/>
      <xsl:for-each-group select="*" group-adjacent="if (self::tei:note) then 'notes' else if (self::tei:div) then 'div' else 'text'">
        <xsl:choose>
          <xsl:when test="current-grouping-key() = 'notes'">
            <xsl:call-template name="f:note-list">
              <xsl:with-param name="notes" select="f:in-list(current-group())"/>
            </xsl:call-template>
          </xsl:when>
          <xsl:when test="current-grouping-key() = 'div'">
            <xsl:apply-templates select="current-group()" mode="m:notes"/>
          </xsl:when>
          <xsl:otherwise>
            <xsl:apply-templates select="current-group()[not(self::tei:head and normalize-space() = f:label('notes.heading'))]" mode="m:html"/>
          </xsl:otherwise>
        </xsl:choose>
      </xsl:for-each-group>
    </div>
  </xsl:template>

  <xsl:template name="f:note-list" as="element(ol)?">
    <xsl:param name="notes" as="element(tei:note)*"/>
    <xsl:if test="exists($notes)">
      <ol>
        <xsl:for-each select="$notes">
          <xsl:call-template name="f:note"/>
        </xsl:for-each>
      </ol>
    </xsl:if>
  </xsl:template>
</xsl:stylesheet>
