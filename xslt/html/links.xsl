<?xml version="1.0" encoding="UTF-8"?>
<!-- Calls of notes, references to letters and to the web. -->
<xsl:stylesheet version="3.0"
                xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:xs="http://www.w3.org/2001/XMLSchema"
                xmlns:tei="http://www.tei-c.org/ns/1.0"
                xmlns:f="https://letterbook.invalid/ns/function"
                xmlns:m="https://letterbook.invalid/ns/mode"
                xmlns:v="https://letterbook.invalid/ns/variable"
                exclude-result-prefixes="#all"
                expand-text="yes">

  <xsl:function name="f:is-web" as="xs:boolean">
    <xsl:param name="address" as="xs:string?"/>
    <xsl:sequence select="matches($address, '^\s*(https?://|mailto:)\S+\s*$')"/>
  </xsl:function>

  <!-- The address of the site's folder on the web, and that of a page there, if it is known. -->
  <xsl:variable name="v:site" as="xs:string?"
                select="if (f:is-web($url)) then iri-to-uri(replace(normalize-space($url), '/+$', '')) || '/' else ()"/>

  <xsl:function name="f:web-address" as="xs:string?">
    <xsl:param name="path" as="xs:string"/>
    <xsl:sequence select="$v:site ! (. || $path)"/>
  </xsl:function>

  <!-- The page that a node of the text is published on, from the site's root. -->
  <xsl:function name="f:page-of" as="xs:string">
    <xsl:param name="node" as="element()"/>
    <xsl:variable name="letter" as="element(tei:div)?" select="f:letter-of($node)"/>
    <xsl:sequence select="if ($letter) then 'letters/' || f:file-name($letter) || '.html'
                          else if ($node/ancestor-or-self::tei:note or $node/ancestor-or-self::tei:div/@type = 'notes')
                               then 'notes.html'
                          else if ($node/ancestor::tei:teiHeader) then 'about.html'
                          else (f:part-page($node) ! ('parts/' || ?file || '.html'), 'index.html')[1]"/>
  </xsl:function>

  <!-- The way to a page of the site from the one written now; letters lie beside each other. -->
  <xsl:function name="f:relative" as="xs:string">
    <xsl:param name="path" as="xs:string"/>
    <xsl:param name="page" as="map(*)"/>
    <xsl:sequence select="if ($page?folder and starts-with($path, $page?folder)) then substring-after($path, '/')
                          else $page?root || $path"/>
  </xsl:function>

  <!-- The address of what a reference names, if it can be reached at all: a letter, a note, any identified element of
       the text, a page of the web. -->
  <xsl:function name="f:address" as="xs:string?">
    <xsl:param name="reference" as="attribute(target)?"/>
    <xsl:param name="page" as="map(*)"/>
    <xsl:variable name="target" as="element()?" select="f:target($reference)"/>
    <xsl:choose>
      <xsl:when test="$target/self::tei:note">
        <xsl:sequence select="f:note-address($target, $page)"/>
      </xsl:when>
      <xsl:when test="$target/self::tei:div[@type = 'letter']">
        <xsl:sequence select="f:relative(f:page-of($target), $page)"/>
      </xsl:when>
      <xsl:when test="$target/ancestor::tei:text">
        <xsl:sequence select="f:relative(f:page-of($target), $page) || '#' || $target/@xml:id"/>
      </xsl:when>
      <xsl:when test="$target/ancestor::tei:standOff">
        <xsl:sequence select="$v:entry-addresses(f:register-of($target) || '#' || $target/@xml:id) ! ($page?root || .)"/>
      </xsl:when>
      <xsl:when test="f:is-web($reference)">
        <xsl:sequence select="iri-to-uri(normalize-space($reference))"/>
      </xsl:when>
    </xsl:choose>
  </xsl:function>

  <xsl:function name="f:note-address" as="xs:string">
    <xsl:param name="note" as="element(tei:note)"/>
    <xsl:param name="page" as="map(*)"/>
    <xsl:sequence select="(if ($page?notes(generate-id($note))) then '' else $page?root || 'notes.html')
                          || '#' || f:note-anchor($note)"/>
  </xsl:function>

  <xsl:template match="tei:ref" mode="m:html" as="element()">
    <xsl:param name="page" as="map(*)" tunnel="yes"/>
    <xsl:variable name="address" as="xs:string?" select="f:address(@target, $page)"/>
    <xsl:choose>
      <xsl:when test="@type = 'note' and $address">
        <xsl:variable name="words" as="node()*">
          <xsl:apply-templates mode="m:html"/>
        </xsl:variable>
        <xsl:variable name="note" as="element(tei:note)?" select="f:target(@target)/self::tei:note"/>
        <xsl:variable name="name" as="xs:string" select="f:label('call.name', map {'number': normalize-space()})"/>
        <sup class="call">
          <xsl:apply-templates select="@xml:id" mode="m:attributes"/>
          <xsl:choose>
            <xsl:when test="$note">
              <xsl:for-each select="$note">
                <xsl:call-template name="f:call">
                  <xsl:with-param name="words" select="$words"/>
                  <xsl:with-param name="name" select="$name"/>
                </xsl:call-template>
              </xsl:for-each>
            </xsl:when>
            <xsl:otherwise>
              <a href="{$address}" role="doc-noteref" aria-label="{$name}">
                <xsl:sequence select="$words"/>
              </a>
            </xsl:otherwise>
          </xsl:choose>
          <!-- In square brackets, as all that is not printed. -->
          <xsl:for-each select="f:meant(.)">
            <xsl:call-template name="f:call">
              <xsl:with-param name="words" as="text()">[{f:note-number(.)}]</xsl:with-param>
              <xsl:with-param name="name" select="f:label('notes.meant-call', map {'number': f:note-number(.)})"/>
            </xsl:call-template>
          </xsl:for-each>
        </sup>
      </xsl:when>
      <xsl:when test="@type = 'note'">
        <sup class="call">
          <xsl:apply-templates mode="m:html"/>
        </sup>
      </xsl:when>
      <xsl:when test="$address">
        <a href="{$address}">
          <xsl:apply-templates select="@xml:*" mode="m:attributes"/>
          <xsl:apply-templates mode="m:html"/>
        </a>
      </xsl:when>
      <xsl:otherwise>
        <span>
          <xsl:apply-templates select="@xml:*" mode="m:attributes"/>
          <xsl:apply-templates mode="m:html"/>
        </span>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- A pointer has no words, nor has a reference without any: those of what it points to stand for it. -->
  <xsl:template match="tei:ptr | tei:ref[empty(node())][not(@type = 'note')]" mode="m:html" as="node()*">
    <xsl:param name="page" as="map(*)" tunnel="yes"/>
    <xsl:variable name="target" as="element()?" select="f:target(@target)"/>
    <xsl:variable name="glued" as="xs:boolean" select="f:is-behind-word(.)"/>
    <xsl:variable name="words" as="xs:string"
                  select="if ($target/self::tei:note) then f:note-number($target)
                          else if ($target/self::tei:div[@type = 'letter']) then f:card($target)?short
                          else if ($target/ancestor::tei:standOff) then f:entry-name($target)
                          else normalize-space(@target)"/>
    <xsl:variable name="address" as="xs:string?" select="f:address(@target, $page)"/>
    <xsl:variable name="shown" as="element()?">
      <xsl:choose>
        <xsl:when test="$address">
          <a href="{$address}">{$words}</a>
        </xsl:when>
        <xsl:when test="$words and not(starts-with(normalize-space(@target), '#'))">
          <span>{$words}</span>
        </xsl:when>
      </xsl:choose>
    </xsl:variable>
    <!-- Apart from a word that it touches, in square brackets, as all that is not printed. -->
    <xsl:if test="$glued and $shown">
      <xsl:text> [</xsl:text>
    </xsl:if>
    <xsl:sequence select="$shown"/>
    <xsl:if test="$glued and $shown">
      <xsl:text>]</xsl:text>
    </xsl:if>
  </xsl:template>
</xsl:stylesheet>
